import { useId } from "react";

/** Equal rows are most often a slip; whoever has two equal fills says so here. */
export function DuplicateChoice({ accepted, onAccept }: { accepted: boolean; onAccept: (accepted: boolean) => void }) {
  const id = useId();
  return (
    <div className="panel flex gap-3 px-4 py-3">
      <input
        id={id}
        type="checkbox"
        checked={accepted}
        onChange={(event) => onAccept(event.currentTarget.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id}>
        <span className="font-medium">Rows that repeat an earlier row are fills of their own</span>
        <span className="block text-data text-muted">
          Import each of them. Leave this off to find rows that were copied by mistake.
        </span>
      </label>
    </div>
  );
}
