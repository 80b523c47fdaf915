"use client";

import { Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { sectorColour } from "#lib/sectors.ts";
import type { SectorTable } from "./sector-tables.ts";

const FIRST_SHOWN = 12;
const NAME_CELL = "sticky left-0 bg-surface py-1.5 pr-3 text-left";

/** Sectors by date, newest date first and its heaviest sector first; each date can be removed after a second question. */
export function SectorWeightsTable({
  tables,
  onDelete,
}: {
  tables: readonly SectorTable[];
  onDelete: (asOf: string) => void;
}) {
  const [isWhole, setIsWhole] = useState(false);
  const [asked, setAsked] = useState<string | null>(null);
  const region = useRef<HTMLElement>(null);
  const shown = isWhole ? tables : tables.slice(0, FIRST_SHOWN);
  const answer = (isSure: boolean) => {
    if (isSure && asked) onDelete(asked);
    setAsked(null);
    region.current?.focus();
  };
  return (
    <div className="grid min-w-0 gap-3">
      {asked && <DeleteQuestion asOf={asked} onAnswer={answer} />}
      {/* A region that scrolls must be reachable by keyboard. */}
      <section ref={region} aria-label="Weights by date" tabIndex={0} className="scroll-hint overflow-x-auto">
        <table className="figures w-max min-w-full text-right text-data sm:min-w-96">
          <thead>
            <tr className="text-meta text-muted">
              <th scope="col" className={`${NAME_CELL} font-medium`}>
                Sector
              </th>
              {shown.map(({ asOf }) => (
                <DateHeader key={asOf} asOf={asOf} onDelete={() => setAsked(asOf)} />
              ))}
            </tr>
          </thead>
          <WeightRows tables={shown} />
        </table>
      </section>
      {shown.length < tables.length && (
        <button
          type="button"
          onClick={() => setIsWhole(true)}
          className="button button--outline button--sm justify-self-start"
        >
          Show all {tables.length} dates
        </button>
      )}
    </div>
  );
}

function DateHeader({ asOf, onDelete }: { asOf: string; onDelete: () => void }) {
  const format = useFormat();
  const day = format.day(asOf);
  return (
    <th scope="col" className="py-1.5 pl-2 font-medium whitespace-nowrap">
      <span className="flex items-center justify-end">
        <button type="button" onClick={onDelete} className="button button--ghost button--sm button--icon-only">
          <Trash2 role="img" aria-label={`Delete the weights of ${day}`} size={14} />
        </button>
        {day}
      </span>
    </th>
  );
}

/** Asks once more; the answer that changes nothing is the one at hand. */
function DeleteQuestion({ asOf, onAnswer }: { asOf: string; onAnswer: (isSure: boolean) => void }) {
  const format = useFormat();
  const day = format.day(asOf);
  return (
    <section
      aria-label="Delete these weights?"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-border bg-background px-4 py-3"
    >
      <p className="min-w-0 flex-1 basis-64 text-data">
        Delete the weights of {day}? Portfolios are then compared with the dates that remain.
      </p>
      <div className="flex gap-2">
        <button type="button" onClick={() => onAnswer(true)} className="button button--danger button--sm">
          Delete {day}
        </button>
        <button
          ref={takeFocus}
          type="button"
          onClick={() => onAnswer(false)}
          className="button button--outline button--sm"
        >
          Keep
        </button>
      </div>
    </section>
  );
}

/** Once for the element's life: a function of its own identity on each render would take it again. */
const takeFocus = (element: HTMLElement | null) => element?.focus();

function WeightRows({ tables }: { tables: readonly SectorTable[] }) {
  const format = useFormat();
  const byDate = tables.map(({ asOf, sectors }) => {
    const weights = new Map(sectors.map(({ sector, weight }) => [sector, weight]));
    return { asOf, weights, sum: sectors.reduce((total, { weight }) => total + weight, 0) };
  });
  const all = tables.flatMap(({ sectors }) => sectors);
  const decimals = all.every(({ weight }) => Number(weight.toFixed(3)) === weight) ? 1 : 2;
  return (
    <tbody>
      {[...new Set(all.map(({ sector }) => sector))].map((sector) => (
        <tr key={sector} className="border-t border-separator">
          <th scope="row" className={`${NAME_CELL} font-normal`}>
            <span
              aria-hidden
              className="mr-2 inline-block size-2 rounded-full"
              style={{ background: sectorColour(sector) }}
            />
            {sector}
          </th>
          {byDate.map(({ asOf, weights }) => (
            <td key={asOf} className="py-1.5 pl-4">
              {format.percent(weights.get(sector) ?? 0, decimals)}
            </td>
          ))}
        </tr>
      ))}
      <tr className="border-t border-border font-medium">
        <th scope="row" className={`${NAME_CELL} font-medium`}>
          Sum, as published
        </th>
        {byDate.map(({ asOf, sum }) => (
          <td key={asOf} className="py-1.5 pl-4">
            {format.percent(sum, decimals)}
          </td>
        ))}
      </tr>
    </tbody>
  );
}
