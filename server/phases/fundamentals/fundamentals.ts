import { counted } from "#lib/counted.ts";
import { countText, shortList } from "#lib/run/log-text.ts";
import type { Transaction } from "#server/db/client.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext } from "#server/engine/phase.ts";
import type { Fundamentals, PriceSource } from "#server/market/price-source.ts";
import { type Asks, askClaimed } from "../claimed-asks.ts";
import type { PhasePorts } from "../ports.ts";
import { positionKind, pricedSymbol } from "../position-kind.ts";
import { createSourceAsker, type SourceAnswer } from "../source-answer.ts";
import { type FundamentalsResult, reportFundamentals } from "./fundamentals-report.ts";
import { readFunds, readSyncs, saveFundamentals } from "./fundamentals-store.ts";
import { type StatementsSync, statementsDue } from "./statements-due.ts";

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
    const { source } = ports;
    const ask = createSourceAsker(
      (symbol, signal) => statementsOf(source, symbol, signal),
      NO_STATEMENTS,
      context.signal,
    );
    const result = await resultOf(ports, await collectStatements(context, ask));
    log.info(`${counted(result.fetched, "company", "companies")} fetched, ${countText(result.fresh)} fresh`);
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

type Ask = (symbols: readonly string[]) => Promise<SourceAnswer<Fundamentals>[]>;

async function collectStatements(context: PhaseContext<PhasePorts, Tally>, ask: Ask): Promise<Tally> {
  const { scope, signal, ports } = context;
  const { db, source, symbols, now } = ports;
  const funds = fundsOf(ports, await readFunds(db, source.name, symbols));
  let tally: Tally = context.resumed?.tally ?? {};
  const begun = now();
  const commit = (added: Tally, save: (tx: Transaction) => Promise<void>) => {
    tally = { ...tally, ...added };
    return context.commit({ done: Object.keys(tally).length, tally }, save);
  };
  const asks: Asks<SourceAnswer<Fundamentals>[]> = {
    ...{ db, source, scope, signal, ask, what: "statements", symbolsPerUnit: SYMBOLS_PER_UNIT },
    commit: (save) => commit({}, save),
    async noteKnown(unit) {
      const syncs = await readSyncs(db, source.name, unit);
      const isDue = (symbol: string) =>
        !funds.has(symbol) && statementsDue(knownBefore(syncs.get(symbol), scope.force, begun), now());
      const outcomes = unit
        .filter((symbol) => !isDue(symbol))
        .map((symbol) => [symbol, funds.has(symbol) ? "not-applicable" : outcomeOf(syncs.get(symbol))] as const);
      if (outcomes.length > 0) await commit(Object.fromEntries(outcomes), async () => undefined);
      return unit.filter(isDue);
    },
    async store(unit, answers, more) {
      const syncs = await readSyncs(db, source.name, unit);
      const fetched = answers.flatMap(({ value }) => (value ? [value] : []));
      const missing = answers.flatMap(({ symbol, reason }) => {
        const isNew = source.remote && reason === NO_STATEMENTS && !syncs.get(symbol)?.hasStatements;
        return isNew ? [{ symbol, statements: [], estimates: [], nextEarningsDate: null }] : [];
      });
      const at = now();
      await commit(outcomesOf(answers), async (tx) => {
        await saveFundamentals(tx, source.name, [...fetched, ...missing], at);
        await more(tx);
      });
    },
  };
  await askClaimed(
    asks,
    symbols.filter((symbol) => !(symbol in tally)),
  );
  return tally;
}

/** Forced, statements count as not there unless another run has fetched them since this one began. */
function knownBefore(sync: StatementsSync | undefined, force: boolean, begun: Date): StatementsSync | undefined {
  const isSince = (sync?.fetchedAt ?? begun) > begun;
  return force && !isSince ? undefined : sync;
}

const outcomeOf = (sync: StatementsSync | undefined) =>
  sync?.hasStatements === false ? { failure: NO_STATEMENTS } : "fresh";

/** An answer without any statement or estimate is none. */
async function statementsOf(source: PriceSource, symbol: string, signal: AbortSignal): Promise<Fundamentals | null> {
  const answer = await source.fundamentals(symbol, signal);
  return answer !== null && answer.statements.length + answer.estimates.length > 0 ? answer : null;
}

function outcomesOf(answers: readonly SourceAnswer<unknown>[]): Tally {
  return Object.fromEntries(
    answers.map(({ symbol, reason }) => [symbol, reason === null ? "fetched" : { failure: reason }]),
  );
}

/**
 * What was promised is looked up once more: a company counts when it is known as synced. One whose refresh failed keeps
 * the older statements.
 */
async function resultOf({ db, source, symbols }: PhasePorts, tally: Tally): Promise<FundamentalsResult> {
  const syncs = await readSyncs(db, source.name, symbols);
  const synced = new Set([...syncs].filter(([, { hasStatements }]) => hasStatements).map(([symbol]) => symbol));
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
