import type { RefusedCell } from "#lib/price-files/price-series.ts";
import { countText } from "#lib/run/log-text.ts";
import type { DailyAnswer, DailyFailure, DailyResult } from "../../price-source.ts";
import type { FilesView, Located } from "./files-view.ts";

/** What is asked of price files; `absent` says of a symbol that none of them has it. */
export interface FilesQuestion {
  readonly symbols: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly absent: string;
  readonly signal?: AbortSignal | undefined;
}

type Series = Extract<Located, { kind: "series" }>["series"];
type Range = Pick<FilesQuestion, "from" | "to">;

const NAMED_CELLS = 3;

/** Answers for each symbol out of the files, in the symbols' order. */
export async function filesAnswer(view: FilesView, asked: FilesQuestion): Promise<DailyResult> {
  const result: DailyResult = { answers: [], failures: [] };
  for (const symbol of asked.symbols) {
    asked.signal?.throwIfAborted();
    const one = await answerOf(view, symbol, asked);
    if ("bars" in one) result.answers.push(one);
    else result.failures.push(one);
  }
  return result;
}

async function answerOf(view: FilesView, symbol: string, asked: FilesQuestion): Promise<DailyAnswer | DailyFailure> {
  const located = await view.locate(symbol);
  switch (located.kind) {
    case "series": {
      const actions = view.actionsOf(symbol).filter(({ date }) => date >= asked.from && date <= asked.to);
      return fromSeries({ symbol, bars: [], actions }, located.series, asked);
    }
    case "bad-file":
      return { symbol, code: "bad-file", reason: located.error.message };
    case "duplicate":
      return { symbol, code: "duplicate-symbol", reason: duplicateReason(located.files) };
    case "unknown":
      return { symbol, code: "unknown-symbol", reason: [asked.absent, ...view.unreadable].join("; ") };
  }
}

function fromSeries(answer: DailyAnswer, series: Series, { from, to }: Range): DailyAnswer | DailyFailure {
  const { symbol } = answer;
  const bars = series.bars.filter(({ date }) => date >= from && date <= to);
  const rejected = series.rejected.filter((cell) => concerns(cell, from, to));
  if (bars.length > 0) return { ...answer, bars, ...(rejected.length > 0 ? { rejected } : {}) };
  if (rejected.length > 0) {
    return { symbol, code: "bad-data", reason: `no usable price from ${from} to ${to}: ${refusals(rejected)}` };
  }
  const [first, last] = [series.bars[0]?.date, series.bars.at(-1)?.date];
  const span = first && last ? `its file covers ${first} to ${last}` : "its file has no price";
  return { symbol, code: "no-data", reason: `no price from ${from} to ${to}; ${span}` };
}

/** A refused cell without a readable date belongs to every range. */
const concerns = ({ date }: RefusedCell, from: string, to: string) =>
  !/^\d{4}-\d{2}-\d{2}$/.test(date) || (date >= from && date <= to);

function refusals(rejected: readonly RefusedCell[]): string {
  const named = rejected.slice(0, NAMED_CELLS).map(({ place, value, reason }) => `${place} "${value}": ${reason}`);
  const more = rejected.length - named.length;
  return more > 0 ? `${named.join("; ")} and ${countText(more)} more` : named.join("; ");
}

function duplicateReason(files: readonly string[]): string {
  const distinct = [...new Set(files)];
  return distinct.length > 1
    ? `it is in more than one file: ${distinct.join(" and ")}`
    : `it is twice in ${distinct[0]}`;
}
