"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type ReactNode, useMemo } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { AskedHoldings } from "./asked-holdings.ts";
import { Change } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { holdingRows } from "./holding-rows.ts";
import { HOLDINGS_COLUMNS, type HoldingsColumn } from "./holdings-columns.tsx";
import type { HoldingsPage } from "./portfolio-data.ts";

/** A page of the positions as a table to sort, with the sums of all that match; stays as it is while someone types. */
export const HoldingsTable = memo(function HoldingsTable({
  page,
  of,
  sort,
  descending,
  onSort,
  asOf,
}: {
  page: HoldingsPage;
  /** What the rows are. */
  of: AskedHoldings;
  /** By what it is to be sorted, if it is not yet. */
  sort: AskedHoldings["sort"];
  descending: boolean;
  onSort: (sort: Pick<AskedHoldings, "sort" | "descending">) => void;
  asOf: string;
}) {
  const rows = useMemo(() => holdingRows(page), [page]);
  const columns = HOLDINGS_COLUMNS[of.view];
  if (rows.length === 0) {
    return (
      <p className="py-6 text-center text-data text-muted">
        {of.search.trim() === ""
          ? "Nothing is held: the account is cash alone."
          : `No position matches “${of.search}”.`}
      </p>
    );
  }
  return (
    <table className="figures w-full text-right text-data">
      <thead className="text-meta text-muted">
        <tr>
          {columns.map((column) => {
            const { id, header, metric } = column;
            const sorted = sort === id ? (descending ? "descending" : "ascending") : undefined;
            const turned = sort === id ? !descending : !column.isText;
            return (
              <SortableHeader key={id} {...{ column, sorted }} onSort={() => onSort({ sort: id, descending: turned })}>
                {metric && <Definition {...{ metric, asOf }} name={header} />}
              </SortableHeader>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="group border-t border-separator hover:bg-rail">
            {columns.map((column) => (
              <td key={column.id} className={`px-2 py-1.5 align-top group-hover:bg-rail last:pr-0 ${lookOf(column)}`}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <Sums view={of.view} page={page} />
    </table>
  );
});

/** The first column stays in sight while the others scroll. */
const STAYS = "first:sticky first:left-0 first:z-1 first:bg-surface first:pl-0";

function lookOf({ isText = false, isWideOnly = false }: HoldingsColumn): string {
  return `${STAYS} ${isText ? "text-left" : "text-right"} ${isWideOnly ? "max-sm:hidden" : ""}`;
}

function SortableHeader(props: {
  column: HoldingsColumn;
  sorted: "ascending" | "descending" | undefined;
  onSort: () => void;
  children: ReactNode;
}) {
  const { column, sorted, onSort, children } = props;
  const Arrow = sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={sorted} className={`px-2 pb-1.5 font-medium last:pr-0 ${lookOf(column)}`}>
      <span className="inline-flex items-center gap-1 whitespace-nowrap">
        <button
          type="button"
          onClick={onSort}
          className={`inline-flex min-h-6 cursor-pointer items-center gap-0.5 rounded-sm hover:text-foreground hover:underline ${sorted ? "text-foreground" : ""}`}
        >
          {column.header}
          {sorted && <Arrow aria-hidden size={12} />}
        </button>
        {children}
      </span>
    </th>
  );
}

function Sums({ view, page: { total, sums } }: { view: AskedHoldings["view"]; page: HoldingsPage }) {
  const format = useFormat();
  const cell = "px-2 pt-2 align-top font-medium last:pr-0";
  return (
    <tfoot className="border-t-2 border-border">
      <tr>
        <th scope="row" className={`pt-2 text-left font-medium ${STAYS}`}>
          Sum of {format.quantity(total)}
        </th>
        <td className="max-sm:hidden" />
        <td colSpan={view === "held" ? 2 : 4} />
        {view === "held" && (
          <>
            <td className={cell}>{format.number(sums.marketValue)}</td>
            <td className={cell}>{format.percent(sums.weight, 1)}</td>
            <td className={cell}>
              <Change value={sums.unrealizedPnl} as="number" />
            </td>
          </>
        )}
        <td className={cell}>
          <Change value={sums.realizedPnl} as="number" />
        </td>
      </tr>
    </tfoot>
  );
}
