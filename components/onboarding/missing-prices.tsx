import { Tag } from "lucide-react";
import type { CellCorrection } from "#lib/portfolio-import/corrections.ts";
import type { Problem } from "#lib/portfolio-import/problem.ts";
import type { FileChange } from "./file-changes.ts";
import { useCounted } from "./use-counted.ts";

/** Asks for the prices paid of the rows that lack one; offers the file's own prices where it has some. */
export function MissingPrices({
  problems,
  lastPrices,
  onChange,
}: {
  problems: readonly Problem[];
  /** By line. */
  lastPrices: ReadonlyMap<number, string>;
  onChange: (change: FileChange) => void;
}) {
  const counted = useCounted();
  const rows = problems.flatMap(({ code, row }) => (code === "ERR_POS_008" && row !== null ? [row] : []));
  const cells = rows.flatMap((row): CellCorrection[] => {
    const price = lastPrices.get(row);
    return price === undefined ? [] : [[row, "Entry Price Per Share", price]];
  });
  // One that is missing is asked for at its cell; many are asked for here.
  if (rows.length === 0 || (rows.length === 1 && cells.length === 0)) return null;
  const all = rows.length === 1 ? "the row" : `all ${counted(rows.length, "row")}`;
  const which = cells.length === rows.length ? all : `${cells.length} of ${counted(rows.length, "row")}`;
  return (
    <section aria-labelledby="missing-prices" className="panel flex gap-3 px-4 py-3">
      <Tag aria-hidden size={18} className="mt-0.5 shrink-0 text-accent" />
      <div className="grid min-w-0 justify-items-start gap-2">
        <div>
          <h2
            id="missing-prices"
            tabIndex={-1}
            data-bulk-question={rows.length > 1 ? true : undefined}
            className="font-semibold"
          >
            {counted(rows.length, "row")} {rows.length === 1 ? "lacks" : "lack"} the price paid
          </h2>
          <p className="text-data text-muted">
            Enter it row by row in the table, or copy a column of prices and paste it on the first empty cell.
            {cells.length > 0 &&
              " Or begin with the prices the file has: gains then count from the day it was made, so enter that day as the entry date."}
          </p>
        </div>
        {cells.length > 0 && (
          <button
            type="button"
            onClick={() =>
              onChange({ text: `The file's own price for ${counted(cells.length, "row")} without one`, cells })
            }
            className="button button--outline"
          >
            Use the file's prices for {which}
          </button>
        )}
      </div>
    </section>
  );
}
