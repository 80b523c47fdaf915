"use client";

import { ChevronRight } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { convertedText } from "#lib/converted-prices.ts";
import { factsSummary, type SymbolFacts, type SymbolFactsAnswer, unknownSplitsText } from "./symbol-facts.ts";

const MOST_SPLITS = 12;
const LINE = "flex min-h-8 items-center gap-1.5 px-4 text-data text-muted";

const NO_ANSWER = {
  asked: "Looking up splits…",
  unanswered: "Splits could not be looked up now; the run looks them up.",
} as const;

/**
 * The splits that apply to what the file holds, as far as they are known before the run, and prices in other currencies.
 * One line until it is opened, also before it is known, so that nothing moves when it is.
 */
export function SymbolFactsLine({
  answer,
  isPart,
  asOf,
}: {
  answer: Exclude<SymbolFactsAnswer, null>;
  /** Lines that cannot be read yet are not among what is answered for. */
  isPart: boolean;
  /** The day in whose shares quantities are; null where they are as traded. */
  asOf: string | null;
}) {
  const format = useFormat();
  const isAnswered = typeof answer !== "string";
  const text = isAnswered ? factsSummary(answer, format.counted, isPart) : NO_ANSWER[answer];
  const hasMore = isAnswered && answer.splits.length + answer.foreign.length + answer.unstored.length > 0;
  return (
    <div className="border-b border-separator">
      <p role="status" className="sr-only">
        {text}
      </p>
      {hasMore ? (
        <details className="group">
          <summary
            className={`${LINE} cursor-pointer list-none hover:text-foreground [&::-webkit-details-marker]:hidden`}
          >
            <ChevronRight aria-hidden size={14} className="shrink-0 group-open:rotate-90" />
            <span className="min-w-0 truncate">{text}</span>
          </summary>
          <Facts facts={answer} asOf={asOf} />
        </details>
      ) : (
        <p aria-hidden className={LINE} title={text}>
          <span className="min-w-0 truncate">{text}</span>
        </p>
      )}
    </div>
  );
}

function Facts({ facts, asOf }: { facts: SymbolFacts; asOf: string | null }) {
  const { splits, foreign } = facts;
  const unknown = unknownSplitsText(facts);
  const currencies = [...Map.groupBy(foreign, ({ currency }) => currency)];
  const undone = asOf === null ? [] : splits.filter(({ date }) => date <= asOf);
  const applied = asOf === null ? splits : splits.filter(({ date }) => date > asOf);
  return (
    <div className="grid min-w-0 gap-1 px-4 pb-2 pl-9.5 text-data">
      <Splits splits={undone} what="Undone up to each entry: fewer shares were bought there, at a higher price each." />
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
        {rest > 0 && <li className="text-muted">and {format.number(rest, 0)} more</li>}
      </ul>
    </>
  );
}

/** "10 for 1", and of shares put together "1 for 8". */
function splitText(ratio: number, write: (value: number, most?: number) => string): string {
  return ratio >= 1 ? `${write(ratio, 4)} for 1` : `1 for ${write(1 / ratio, 4)}`;
}
