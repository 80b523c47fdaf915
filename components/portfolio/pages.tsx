"use client";

import { useFormat } from "#components/frame/format-context.tsx";

/** Which rows of how many are shown, and the ways on and back; nothing where all are. */
export function Pages(props: {
  /** Of what, as in "events". */
  name: string;
  /** Rows before the first one shown. */
  offset: number;
  total: number;
  atOnce: number;
  onPage: (offset: number) => void;
}) {
  const { name, offset, total, atOnce, onPage } = props;
  const format = useFormat();
  if (total <= atOnce && offset === 0) return null;
  const turns = [
    { turn: "Previous", to: Math.max(0, offset - atOnce), isThere: offset > 0 },
    { turn: "Next", to: offset + atOnce, isThere: offset + atOnce < total },
  ];
  return (
    <nav aria-label={`Pages of the ${name}`} className="figures mt-3 flex flex-wrap items-center gap-2 text-data">
      <p role="status" className="mr-auto text-muted">
        {`${format.quantity(offset + 1)}–${format.quantity(Math.min(total, offset + atOnce))} of ${format.quantity(total)}`}
      </p>
      {turns.map(({ turn, to, isThere }) => (
        <button
          key={turn}
          type="button"
          disabled={!isThere}
          onClick={() => onPage(to)}
          className="button button--outline button--sm"
        >
          {turn}
        </button>
      ))}
    </nav>
  );
}
