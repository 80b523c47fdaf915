"use client";

import { useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { Change } from "./change.tsx";
import { Definition } from "./definition.tsx";
import { type HoldingRow, sumHoldings } from "./holding-rows.ts";
import { HOLDINGS_COLUMNS, holdingsFeatures } from "./holdings-columns.tsx";

const SEARCHED = new Set(["name", "tags"]);
const FIRST_SORT = { held: [{ id: "marketValue", desc: true }], ended: [{ id: "exitDate", desc: true }] };

/** Positions as a table to sort, cut down to those that match a text, with the sums of what is shown. */
export function HoldingsTable({
  rows,
  view,
  text,
  asOf,
}: {
  rows: readonly HoldingRow[];
  view: keyof typeof HOLDINGS_COLUMNS;
  text: string;
  asOf: string;
}) {
  const data = useMemo(() => rows.filter((row) => row.ended === (view === "ended")), [rows, view]);
  const table = useTable({
    features: holdingsFeatures,
    columns: HOLDINGS_COLUMNS[view],
    data,
    getRowId: (row) => row.id,
    globalFilterFn: "includesString",
    getColumnCanGlobalFilter: ({ id }) => SEARCHED.has(id),
    enableSortingRemoval: false,
    initialState: { sorting: FIRST_SORT[view] },
    state: { globalFilter: text },
  });
  const shown = table.getRowModel().rows;
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  if (shown.length === 0) {
    return (
      <p className="py-6 text-center text-data text-muted">
        {data.length === 0 ? "Nothing is held: the account is cash alone." : `No position matches “${text}”.`}
      </p>
    );
  }
  return (
    <table className="figures w-full text-right text-data">
      <thead className="text-meta text-muted">
        <tr>
          {headers.map(({ id, column }) => (
            <SortableHeader
              key={id}
              title={String(column.columnDef.header)}
              sorted={column.getIsSorted()}
              onSort={() => column.toggleSorting()}
              look={lookOf(column.columnDef.meta)}
            >
              {column.columnDef.meta?.metric && (
                <Definition metric={column.columnDef.meta.metric} name={String(column.columnDef.header)} asOf={asOf} />
              )}
            </SortableHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.id} className="group border-t border-separator hover:bg-rail">
            {row.getAllCells().map((cell) => (
              <td
                key={cell.id}
                className={`px-2 py-1.5 align-top group-hover:bg-rail last:pr-0 ${lookOf(cell.column.columnDef.meta)}`}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      <Sums view={view} rows={shown.map((row) => row.original)} />
    </table>
  );
}

/** The first column stays in sight while the others scroll. */
const STAYS = "first:sticky first:left-0 first:z-1 first:bg-surface first:pl-0";

function lookOf(meta: { isText?: boolean; isWideOnly?: boolean } | undefined): string {
  return `${STAYS} ${meta?.isText ? "text-left" : "text-right"} ${meta?.isWideOnly ? "max-sm:hidden" : ""}`;
}

function SortableHeader(props: {
  title: string;
  sorted: false | "asc" | "desc";
  onSort: () => void;
  look: string;
  children: ReactNode;
}) {
  const { title, sorted, onSort, look, children } = props;
  const Arrow = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ArrowUpDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
      className={`px-2 pb-1.5 font-medium last:pr-0 ${look}`}
    >
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <button
          type="button"
          onClick={onSort}
          className={`inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm hover:text-foreground ${sorted ? "text-foreground" : ""}`}
        >
          {title}
          <Arrow aria-hidden size={12} className={sorted ? "" : "opacity-40"} />
        </button>
        {children}
      </span>
    </th>
  );
}

function Sums({ view, rows }: { view: keyof typeof HOLDINGS_COLUMNS; rows: readonly HoldingRow[] }) {
  const format = useFormat();
  const sums = sumHoldings(rows);
  const cell = "px-2 pt-2 align-top font-medium last:pr-0";
  return (
    <tfoot className="border-t-2 border-border">
      <tr>
        <th scope="row" className={`pt-2 text-left font-medium ${STAYS}`}>
          Sum of {rows.length}
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
