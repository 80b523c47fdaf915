"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { NotKnown } from "./change.tsx";
import type { HoldingRow } from "./holding-rows.ts";

/** Symbol, and beneath it the company or the terms of an option. */
export function NameCell({ row }: { row: HoldingRow }) {
  return (
    <span className="block w-28 sm:w-auto sm:max-w-48 sm:min-w-32">
      <span className="block font-medium">{row.name}</span>
      {row.detail && <span className="block truncate text-meta text-muted">{row.detail}</span>}
      <span className="mt-1 block sm:hidden">
        <TagChips row={row} />
      </span>
    </span>
  );
}

export function TagChips({ row }: { row: HoldingRow }) {
  return (
    <span className="flex flex-wrap gap-1 sm:min-w-32">
      {row.tags.map(({ name, colour }) => (
        <span
          key={name}
          className="inline-flex items-center gap-1.5 rounded-full border border-border px-2 py-px text-meta max-sm:border-0 max-sm:px-0 sm:whitespace-nowrap"
        >
          <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
          {name}
        </span>
      ))}
    </span>
  );
}

/** The price, and where it is not of the date itself what it is instead. */
export function PriceCell({ row }: { row: HoldingRow }) {
  const format = useFormat();
  if (row.price === null) return <NotKnown why="no price" />;
  return (
    <>
      {format.number(row.price)}
      {row.priceState !== "current" && (
        <span className="block text-meta whitespace-nowrap text-attention">
          {row.priceState === "stale" && row.priceDate ? `of ${format.day(row.priceDate)}` : "entry price"}
        </span>
      )}
    </>
  );
}

export function AmountCell({ value }: { value: number | null }) {
  const format = useFormat();
  return value === null ? <NotKnown /> : format.number(value);
}

export function QuantityCell({ value }: { value: number }) {
  return useFormat().quantity(value);
}

export function DayCell({ value }: { value: string | null }) {
  const format = useFormat();
  return value === null ? <NotKnown /> : format.day(value);
}

/** The share of equity, with a bar for its size beneath. */
export function WeightCell({ row: { weight: value, weightShare } }: { row: HoldingRow }) {
  const format = useFormat();
  if (value === null) return <NotKnown why="cash has no weight" />;
  return (
    <>
      {format.percent(value, 1)}
      <span aria-hidden className="mt-0.5 ml-auto block h-1 w-14 overflow-hidden rounded-full bg-default">
        <span
          className={`block h-full rounded-full ${value < 0 ? "bg-attention" : "bg-running"}`}
          style={{ width: `${100 * weightShare}%` }}
        />
      </span>
    </>
  );
}
