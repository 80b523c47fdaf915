"use client";

import { Split } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { convertedText } from "#lib/converted-prices.ts";
import { counted } from "#lib/counted.ts";
import { type SymbolFacts, unknownSplitsText } from "./symbol-facts.ts";

const MOST_SPLITS = 12;

/** The splits that apply to what the file holds, as far as they are known before the run, and prices in other currencies. */
export function SymbolFactsCard({
  facts,
  asOf,
}: {
  facts: SymbolFacts;
  /** The day in whose shares quantities are; null where they are as traded. */
  asOf: string | null;
}) {
  const { splits, foreign } = facts;
  const unknown = unknownSplitsText(facts, asOf);
  const currencies = [...Map.groupBy(foreign, ({ currency }) => currency)];
  const undone = asOf === null ? [] : splits.filter(({ date }) => date <= asOf);
  const applied = asOf === null ? splits : splits.filter(({ date }) => date > asOf);
  if (splits.length === 0 && currencies.length === 0 && unknown === null) return null;
  return (
    <section aria-labelledby="symbol-facts" className="panel flex gap-3 px-4 py-3">
      <Split aria-hidden size={18} className="mt-0.5 shrink-0 text-muted" />
      <div className="grid min-w-0 gap-1 text-data">
        <h2 id="symbol-facts" className="text-body font-semibold">
          {splits.length > 0 ? `${counted(splits.length, "split")} since the entries` : "Splits and currencies"}
        </h2>
        <Splits
          splits={undone}
          what="Undone up to each entry: fewer shares were bought there, at a higher price each."
        />
        <Splits splits={applied} what="Applied from their day on: quantities grow, prices per share fall." />
        {unknown !== null && <p className="text-muted">{unknown}</p>}
        {currencies.map(([currency, of]) => (
          <p key={currency}>
            {convertedText(
              currency,
              of.map(({ symbol }) => symbol),
            )}
            .
          </p>
        ))}
      </div>
    </section>
  );
}

function Splits({ splits, what }: { splits: SymbolFacts["splits"]; what: string }) {
  const format = useFormat();
  const rest = splits.length - MOST_SPLITS;
  if (splits.length === 0) return null;
  return (
    <>
      <p className="text-muted">{what}</p>
      <ul className="figures flex flex-wrap gap-x-4">
        {splits.slice(0, MOST_SPLITS).map(({ symbol, date, ratio }) => (
          <li key={`${symbol} ${date}`}>
            <span className="font-medium">{symbol}</span> {splitText(ratio, format.quantity)}, {format.day(date)}
          </li>
        ))}
        {rest > 0 && <li className="text-muted">and {rest} more</li>}
      </ul>
    </>
  );
}

/** "10 for 1", and of shares put together "1 for 8". */
function splitText(ratio: number, write: (value: number, most?: number) => string): string {
  return ratio >= 1 ? `${write(ratio, 4)} for 1` : `1 for ${write(1 / ratio, 4)}`;
}
