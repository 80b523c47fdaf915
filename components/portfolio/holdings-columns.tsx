"use client";

import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_includesString,
  globalFilteringFeature,
  metaHelper,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from "@tanstack/react-table";
import { Change } from "./change.tsx";
import { AmountCell, DayCell, NameCell, PriceCell, QuantityCell, TagChips, WeightCell } from "./holding-cells.tsx";
import type { HoldingRow } from "./holding-rows.ts";

/** How a column stands in the table: text to the left, numbers to the right; `metric` names its definition. */
interface ColumnLook {
  readonly isText?: boolean;
  /** Left out on narrow screens, where the first column shows it. */
  readonly isWideOnly?: boolean;
  readonly metric?: string;
}

export const holdingsFeatures = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { includesString: filterFn_includesString },
  sortFns: { text: sortFn_text, basic: sortFn_basic },
  columnMeta: metaHelper<ColumnLook>(),
});

const column = createColumnHelper<typeof holdingsFeatures, HoldingRow>();

const name = column.accessor((row) => `${row.name} ${row.detail}`, {
  id: "name",
  header: "Holding",
  sortFn: "text",
  meta: { isText: true },
  cell: ({ row }) => <NameCell row={row.original} />,
});

const tags = column.accessor("tagNames", {
  id: "tags",
  header: "Tags",
  sortFn: "text",
  meta: { isText: true, isWideOnly: true },
  cell: ({ row }) => <TagChips row={row.original} />,
});

const quantity = column.accessor("quantity", {
  header: "Quantity",
  sortFn: "basic",
  cell: ({ row }) => <QuantityCell value={row.original.quantity} />,
});

const price = column.accessor((row) => row.price ?? undefined, {
  id: "price",
  header: "Price ($)",
  sortFn: "basic",
  sortUndefined: "last",
  cell: ({ row }) => <PriceCell row={row.original} />,
});

const marketValue = column.accessor((row) => row.marketValue ?? undefined, {
  id: "marketValue",
  header: "Value ($)",
  sortFn: "basic",
  sortUndefined: "last",
  meta: { metric: "market-value" },
  cell: ({ row }) => <AmountCell value={row.original.marketValue} />,
});

const weight = column.accessor((row) => row.weight ?? undefined, {
  id: "weight",
  header: "Weight",
  sortFn: "basic",
  sortUndefined: "last",
  meta: { metric: "signed-weight" },
  cell: ({ row }) => <WeightCell row={row.original} />,
});

const unrealizedPnl = column.accessor((row) => row.unrealizedPnl ?? undefined, {
  id: "unrealizedPnl",
  header: "Unrealized ($)",
  sortFn: "basic",
  sortUndefined: "last",
  meta: { metric: "unrealized-pnl" },
  cell: ({ row }) => <Change value={row.original.unrealizedPnl} as="number" />,
});

const realizedPnl = column.accessor((row) => row.realizedPnl ?? undefined, {
  id: "realizedPnl",
  header: "Realized ($)",
  sortFn: "basic",
  sortUndefined: "last",
  meta: { metric: "realized-pnl" },
  cell: ({ row }) => <Change value={row.original.realizedPnl} as="number" />,
});

const entryDate = column.accessor("entryDate", {
  header: "Entry",
  sortFn: "basic",
  cell: ({ row }) => <DayCell value={row.original.entryDate} />,
});

const exitDate = column.accessor((row) => row.exitDate ?? undefined, {
  id: "exitDate",
  header: "Exit",
  sortFn: "basic",
  sortUndefined: "last",
  cell: ({ row }) => <DayCell value={row.original.exitDate} />,
});

/** What is held, and what was held: each with the columns that mean something for it. */
export const HOLDINGS_COLUMNS = {
  held: column.columns([name, tags, quantity, price, marketValue, weight, unrealizedPnl, realizedPnl]),
  ended: column.columns([name, tags, quantity, entryDate, exitDate, price, realizedPnl]),
} as const;
