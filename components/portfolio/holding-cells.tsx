"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { PositionMenuButton } from "#components/portfolio-edits/position-menu-button.tsx";
import { optionTerms } from "#components/portfolio-edits/position-name.ts";
import { NotKnown } from "./change.tsx";
import { GreeksButton } from "./greeks-button.tsx";
import type { HoldingRow, OptionTerms, PriceState } from "./holding-rows.ts";
import { priceOriginText } from "./price-origin-text.ts";
import { SymbolButton } from "./symbol-button.tsx";

/** Symbol, and beneath it the company or the terms of an option, with what is not usual about it. */
export function NameCell({ row }: { row: HoldingRow }) {
  const { name, detail, option, pricedBy, isShort, foreignCurrency } = row;
  return (
    <span className="flex w-32 items-start justify-between gap-1 sm:w-auto sm:max-w-64 sm:min-w-36">
      <span className="block min-w-0">
        <span className="flex flex-wrap items-center gap-x-1.5">
          <span className="font-medium [overflow-wrap:anywhere]">{name}</span>
          {pricedBy !== null && <SymbolButton symbol={pricedBy} />}
          {isShort && <Mark title="Sold short: gains when the price falls">short</Mark>}
          {foreignCurrency && (
            <Mark title={`Priced in ${foreignCurrency}, converted at daily rates`}>{foreignCurrency}</Mark>
          )}
        </span>
        {option ? (
          <OptionDetail row={row} option={option} />
        ) : (
          detail && <span className="block truncate text-meta text-muted">{detail}</span>
        )}
        <span className="mt-1 block sm:hidden">
          <TagChips row={row} />
        </span>
        {row.awaits && <span className="block text-meta text-attention">{row.awaits}</span>}
      </span>
      <PositionMenuButton position={row.position} name={option ? `${name} ${optionText(option)}` : name} />
    </span>
  );
}

const optionText = ({ kind, strike }: OptionTerms) => `${kind === "CALL" ? "call" : "put"} ${strike ?? ""}`.trim();

function Mark({ title, children }: { title: string; children: string }) {
  return (
    <span title={title} className="rounded border border-border px-1 text-meta text-muted">
      {children}
    </span>
  );
}

function OptionDetail({ row, option }: { row: HoldingRow; option: OptionTerms }) {
  const format = useFormat();
  const { kind, strike, enteredStrike, expiry } = option;
  const terms = optionTerms({ optionType: kind, strikePrice: strike, expirationDate: expiry }, format);
  return (
    <span className="figures block text-meta text-muted">
      {enteredStrike === null ? terms : `${terms} · ${format.quantity(enteredStrike)} before splits`}{" "}
      <GreeksButton {...{ row, option }} />
    </span>
  );
}

export function TagChips({ row }: { row: HoldingRow }) {
  return (
    <span className="flex flex-wrap gap-1 sm:min-w-24">
      {row.tags.map(({ name, colour }) => (
        <span
          key={name}
          className="inline-flex items-center gap-1.5 rounded-xl border border-border px-2 py-px text-meta max-sm:border-0 max-sm:px-0"
        >
          <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />
          {name}
        </span>
      ))}
    </span>
  );
}

/** Prices that nobody paid or quoted that day, nor the owner gave. */
const ASSUMED: ReadonlySet<PriceState> = new Set(["stale", "carried", "entry", "missing", "awaited"]);

/** The price, and where it is not of the date itself what it is instead. */
export function PriceCell({ row }: { row: HoldingRow }) {
  const format = useFormat();
  if (row.price === null) return <NotKnown why={row.priceState === "awaited" ? "not computed yet" : "no price"} />;
  const isQuote = row.priceState === "current" && row.option !== null && !row.ended;
  const origin = isQuote ? "quote" : priceOriginText(row, format);
  return (
    <>
      {format.number(row.price)}
      {origin !== "" && (
        <span
          title={row.priceNote ?? undefined}
          className={`block text-meta whitespace-nowrap ${ASSUMED.has(row.priceState) ? "text-attention" : "text-muted"}`}
        >
          {origin}
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
export function WeightCell({ row: { weight: value, weightShare, option, priceState } }: { row: HoldingRow }) {
  const format = useFormat();
  if (value === null) return <NotKnown why={priceState === "awaited" ? "not computed yet" : "cash has no weight"} />;
  return (
    <>
      {format.percent(value, 1)}
      {option && <span className="block text-meta text-muted">by delta</span>}
      <span aria-hidden className="mt-0.5 ml-auto block h-1 w-14 overflow-hidden rounded-full bg-default">
        <span
          className={`block h-full rounded-full ${value < 0 ? "bg-attention" : "bg-running"}`}
          style={{ width: `${100 * weightShare}%` }}
        />
      </span>
    </>
  );
}
