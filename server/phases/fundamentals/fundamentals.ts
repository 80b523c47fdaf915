import { chunksOf } from "#lib/chunks-of.ts";
import { counted } from "#lib/counted.ts";
import { shortList } from "#lib/run/log-text.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext } from "#server/engine/phase.ts";
import type { Fundamentals, PriceSource } from "#server/market/price-source.ts";
import type { PhasePorts } from "../ports.ts";
import { positionKind, pricedSymbol } from "../position-kind.ts";
import { createSourceAsker, type SourceAnswer } from "../source-answer.ts";
import { type FundamentalsResult, reportFundamentals } from "./fundamentals-report.ts";
import { readFunds, readSyncs, saveFundamentals } from "./fundamentals-store.ts";
import { statementsDue } from "./statements-due.ts";

/** By symbol: how its statements were come by, or why there are none. */
type Tally = Readonly<Record<string, "fetched" | "fresh" | "not-applicable" | { readonly failure: string }>>;

const log = logger("app.calculations.fundamentals");
const SYMBOLS_PER_UNIT = 8;
const NO_STATEMENTS = "no statements from this source";

/** phase_2: the companies' statements with the figures that follow from them. */
export const fundamentals = definePhase<"phase_2", PhasePorts, Tally, FundamentalsResult>({
  id: "phase_2",
  failure: "continues",

  total(_scope, { symbols }) {
    return symbols.length === 0 ? { skip: "no public symbols" } : { total: symbols.length };
  },

  async run(context) {
    const { ports } = context;
    const { db, source, symbols } = ports;
    const ask = createSourceAsker(
      (symbol, signal) => statementsOf(source, symbol, signal),
      NO_STATEMENTS,
      context.signal,
    );
    const funds = fundsOf(ports, await readFunds(db, source.name, symbols));
    let tally: Tally = context.resumed?.tally ?? {};
    const open = symbols.filter((symbol) => !(symbol in tally));
    for (const unit of chunksOf(open, SYMBOLS_PER_UNIT)) {
      tally = await collectUnit(context, tally, { symbols: unit, funds, ask });
    }
    const result = await resultOf(ports, tally);
    log.info(`${counted(result.fetched, "company", "companies")} fetched, ${result.fresh} fresh`);
    const missing = shortList(result.missing.map(({ symbol }) => symbol));
    if (missing) log.warn({ code: "statements-missing" }, `⚠️ No statements for: ${missing}`);
    const stale = shortList(result.stale.map(({ symbol }) => symbol));
    if (stale) log.warn({ code: "statements-stale" }, `⚠️ Statements not refreshed for: ${stale}`);
    return result;
  },

  report: reportFundamentals,
});

/** Funds by their profile, or by the subtype of the position where there is no profile. */
function fundsOf({ positions }: PhasePorts, profiled: ReadonlySet<string>): ReadonlySet<string> {
  const held = positions.filter((position) => positionKind(position) === "fund").map(pricedSymbol);
  return new Set([...profiled, ...held.filter((symbol) => symbol !== null)]);
}

interface Unit {
  readonly symbols: readonly string[];
  readonly funds: ReadonlySet<string>;
  readonly ask: (symbols: readonly string[]) => Promise<SourceAnswer<Fundamentals>[]>;
}

async function collectUnit(context: PhaseContext<PhasePorts, Tally>, before: Tally, unit: Unit): Promise<Tally> {
  const { ports, scope } = context;
  const { source } = ports;
  const now = ports.now();
  const syncs = await readSyncs(ports.db, source.name, unit.symbols);
  const isDue = (symbol: string) => scope.force || statementsDue(syncs.get(symbol), now);
  const answers = await unit.ask(unit.symbols.filter((symbol) => !unit.funds.has(symbol) && isDue(symbol)));
  const fetched = answers.flatMap(({ value }) => (value ? [value] : []));
  const tally = { ...before, ...outcomesOf(unit, answers) };
  await context.commit({ done: Object.keys(tally).length, tally }, (tx) =>
    saveFundamentals(tx, source.name, fetched, now),
  );
  return tally;
}

/** An answer without any statement or estimate is none. */
async function statementsOf(source: PriceSource, symbol: string, signal: AbortSignal): Promise<Fundamentals | null> {
  const answer = await source.fundamentals(symbol, signal);
  return answer !== null && answer.statements.length + answer.estimates.length > 0 ? answer : null;
}

function outcomesOf({ symbols, funds }: Unit, answers: readonly SourceAnswer<unknown>[]): Tally {
  const reasons = new Map(answers.map(({ symbol, reason }) => [symbol, reason]));
  return Object.fromEntries(
    symbols.map((symbol) => {
      if (funds.has(symbol)) return [symbol, "not-applicable"];
      const failure = reasons.get(symbol);
      if (failure === undefined) return [symbol, "fresh"];
      return [symbol, failure === null ? "fetched" : { failure }];
    }),
  );
}

/**
 * What was promised is looked up once more: a company counts when it is known as synced. One whose refresh failed keeps
 * the older statements.
 */
async function resultOf({ db, source, symbols }: PhasePorts, tally: Tally): Promise<FundamentalsResult> {
  const synced = await readSyncs(db, source.name, symbols);
  const are = (state: Tally[string]) => symbols.filter((symbol) => tally[symbol] === state);
  const failures = symbols.flatMap((symbol) => {
    const outcome = tally[symbol];
    if (typeof outcome === "object") return [{ symbol, reason: outcome.failure }];
    const isThere = outcome === "not-applicable" || synced.has(symbol);
    return isThere ? [] : [{ symbol, reason: "its statements were not stored" }];
  });
  return {
    source: source.label,
    symbols: symbols.length,
    fetched: are("fetched").length,
    fresh: are("fresh").length,
    notApplicable: are("not-applicable"),
    stale: failures.filter(({ symbol }) => synced.has(symbol)),
    missing: failures.filter(({ symbol }) => !synced.has(symbol)),
  };
}
