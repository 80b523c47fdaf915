import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { countText, shortList } from "#lib/run/log-text.ts";
import type { DateAnalysis } from "./compute.ts";
import { JOBS } from "./jobs.ts";
import { type ReasonTally, reasonText, withReasons } from "./reason-tally.ts";

const MOST_SYMBOLS = 100;

/** What could not be computed, gathered over dates so that one cause is one warning; JSON. */
export interface JobTally {
  /** By job: the dates it failed on and why. */
  readonly failures: Readonly<Record<string, { readonly dates: number; readonly reasons: readonly ReasonTally[] }>>;
  /** By factor: the dates with too little coverage and the symbols without a beta. */
  readonly lowCoverage: Readonly<Record<string, { readonly dates: number; readonly symbols: readonly string[] }>>;
  /** Dates that are not in the account. */
  readonly outside: readonly string[];
}

export const NO_FAILURES: JobTally = { failures: {}, lowCoverage: {}, outside: [] };

/** The tally with one more date. */
export function tallied(tally: JobTally, { failures, lowCoverage }: DateAnalysis): JobTally {
  if (failures.length === 0 && lowCoverage.length === 0) return tally;
  const failed = { ...tally.failures };
  for (const { job, reasons } of failures) {
    const before = failed[job] ?? { dates: 0, reasons: [] };
    failed[job] = { dates: before.dates + 1, reasons: withReasons(before.reasons, reasons) };
  }
  const low = { ...tally.lowCoverage };
  for (const { factor, symbols } of lowCoverage) {
    const before = low[factor] ?? { dates: 0, symbols: [] };
    low[factor] = { dates: before.dates + 1, symbols: union(before.symbols, symbols) };
  }
  return { ...tally, failures: failed, lowCoverage: low };
}

/** Failed analytics over all dates. */
export function failureCount({ failures }: JobTally): number {
  return Object.values(failures).reduce((sum, { dates }) => sum + dates, 0);
}

/** One warning per failed job, per group of factors with the same uncovered symbols, and for dates not in the account. */
export function tallyWarnings(tally: JobTally, total: number): PhaseWarning[] {
  return [...failureWarnings(tally, total), ...coverageWarnings(tally, total), ...outsideWarning(tally.outside)];
}

function failureWarnings({ failures }: JobTally, total: number): PhaseWarning[] {
  return JOBS.flatMap(({ id, name }) => {
    const failed = failures[id];
    if (failed === undefined) return [];
    const message = `${name} failed on ${countText(failed.dates)} of ${counted(total, "date")}`;
    return [{ code: "analytics-failed", message, items: failed.reasons.map(reasonText) }];
  });
}

function coverageWarnings({ lowCoverage }: JobTally, total: number): PhaseWarning[] {
  const alike = Map.groupBy(Object.entries(lowCoverage), ([, low]) => `${low.dates} ${low.symbols.join(" ")}`);
  return [...alike.values()].flatMap((group) => {
    const low = group[0]?.[1];
    if (low === undefined) return [];
    const factors = shortList(group.map(([factor]) => factor));
    const dates = `${countText(low.dates)} of ${counted(total, "date")}`;
    const message = `Coverage below 80% on ${dates} for ${factors}; ${counted(low.symbols.length, "symbol")} without a beta`;
    return [{ code: "coverage-low", message, items: [...low.symbols] }];
  });
}

function outsideWarning(dates: readonly string[]): PhaseWarning[] {
  if (dates.length === 0) return [];
  const message = `${counted(dates.length, "date")} before the account's first session not analyzed`;
  return [{ code: "dates-outside", message, items: [...dates] }];
}

function union(known: readonly string[], more: readonly string[]): readonly string[] {
  const added = more.filter((each) => !known.includes(each));
  return added.length === 0 ? known : [...known, ...added].slice(0, MOST_SYMBOLS);
}
