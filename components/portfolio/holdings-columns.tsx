"use client";

import type { ReactNode } from "react";
import type { AskedHoldings, HoldingSort } from "./asked-holdings.ts";
import { Change } from "./change.tsx";
import { AmountCell, DayCell, NameCell, PriceCell, QuantityCell, TagChips, WeightCell } from "./holding-cells.tsx";
import type { HoldingRow } from "./holding-rows.ts";

/** A column of the holdings: text stands to the left, numbers to the right. */
export interface HoldingsColumn {
  readonly id: HoldingSort;
  readonly header: string;
  readonly isText?: boolean;
  /** Left out on narrow screens, where the first column shows it. */
  readonly isWideOnly?: boolean;
  /** Id of its definition. */
  readonly metric?: string;
  readonly cell: (row: HoldingRow) => ReactNode;
}

const name: HoldingsColumn = {
  ...{ id: "name", header: "Holding", isText: true },
  cell: (row) => <NameCell row={row} />,
};
const tags: HoldingsColumn = {
  ...{ id: "tags", header: "Tags", isText: true, isWideOnly: true },
  cell: (row) => <TagChips row={row} />,
};
const quantity: HoldingsColumn = {
  ...{ id: "quantity", header: "Quantity", metric: "quantity" },
  cell: (row) => <QuantityCell value={row.quantity} />,
};
const price: HoldingsColumn = {
  ...{ id: "price", header: "Price ($)", metric: "price" },
  cell: (row) => <PriceCell row={row} />,
};
const marketValue: HoldingsColumn = {
  ...{ id: "marketValue", header: "Value ($)", metric: "market-value" },
  cell: (row) => <AmountCell value={row.marketValue} />,
};
const weight: HoldingsColumn = {
  ...{ id: "weight", header: "Weight", metric: "signed-weight" },
  cell: (row) => <WeightCell row={row} />,
};
const unrealizedPnl: HoldingsColumn = {
  ...{ id: "unrealizedPnl", header: "Unrealized ($)", metric: "unrealized-pnl" },
  cell: (row) => <Change value={row.unrealizedPnl} as="number" />,
};
const realizedPnl: HoldingsColumn = {
  ...{ id: "realizedPnl", header: "Realized ($)", metric: "realized-pnl" },
  cell: (row) => <Change value={row.realizedPnl} as="number" />,
};
const entryDate: HoldingsColumn = {
  ...{ id: "entryDate", header: "Entry" },
  cell: (row) => <DayCell value={row.entryDate} />,
};
const exitDate: HoldingsColumn = {
  ...{ id: "exitDate", header: "Exit" },
  cell: (row) => <DayCell value={row.exitDate} />,
};

/** What is held, and what was held: each with the columns that mean something for it. */
export const HOLDINGS_COLUMNS: Readonly<Record<AskedHoldings["view"], readonly HoldingsColumn[]>> = {
  held: [name, tags, quantity, price, marketValue, weight, unrealizedPnl, realizedPnl],
  ended: [name, tags, quantity, entryDate, exitDate, price, realizedPnl],
};
