import { epochDays } from "#lib/analytics/epoch-day.ts";
import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { sessionActions } from "#lib/analytics/session-actions.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { totalReturns } from "#lib/analytics/total-returns.ts";
import { required } from "#lib/assert.ts";
import { GICS_SECTORS, sectorOf } from "#lib/sectors.ts";
import { addSessions, presentSession, sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceColumn, PriceTable } from "#server/market/price-history.ts";
import type { DailyAnswer, Fundamentals, Profile } from "#server/market/price-source.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { type AccountLedger, ledgerOf } from "#server/phases/account-ledger.ts";
import { DEFAULT_ASSUMPTIONS } from "#server/phases/assumptions.ts";
import { dueTiers, refreshedProfile } from "#server/phases/company-profiles/profile-tiers.ts";
import { createFactorModel } from "#server/phases/factor-analysis/compute.ts";
import { statementRows } from "#server/phases/fundamentals/statement-rows.ts";
import { sessionCoverage } from "#server/phases/market-data/session-coverage.ts";
import { coverageOf, liveRows, valueRows } from "#server/phases/market-values/compute.ts";
import type { Position } from "#server/phases/ports.ts";
import { pricesFrom } from "#server/phases/prices-from.ts";
import { balances, snapshotRow } from "#server/phases/profit-and-loss/compute.ts";
import { analyzeDate } from "#server/phases/risk-analytics/compute.ts";
import { holdingsAt } from "#server/phases/risk-analytics/holdings-at.ts";
import { spreadInflation } from "#server/phases/risk-analytics/spread-inflation.ts";
import { createStressModel } from "#server/phases/risk-analytics/stress-model.ts";
import { metricsRow } from "#server/phases/symbol-metrics/compute.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";

const SESSIONS = 254;
const REPEATS = 7;
const SYMBOLS = "AAPL MSFT NVDA GOOGL AMZN META JPM UNH XOM COST PG KO HD CVX MRK PEP BAC WMT LLY PFE".split(" ");
const KEY = { portfolioId: "portfolio", runId: "run" };
const INDEX = GICS_SECTORS.map((sector) => ({ asOf: "2020-01-01", sector, weight: 1 / GICS_SECTORS.length }));
const SORTED = 1_000_000;

/** What the phases would have read. */
interface Inputs {
  readonly answers: readonly DailyAnswer[];
  readonly profiles: readonly Profile[];
  readonly fundamentals: readonly Fundamentals[];
  readonly positions: readonly Position[];
  readonly sessions: readonly string[];
  /** Of the run. */
  readonly dates: readonly string[];
}

type FittedRow = ReturnType<ReturnType<typeof createFactorModel>["fit"]>;

/**
 * The arithmetic of all nine phases for B1's portfolio, from prices in memory to the rows that would be stored, without
 * a database and without a run. The baseline, timed in the same run, is the sorting of a million doubles.
 */
export async function arithmetic(): Promise<BenchRow[]> {
  const inputs = await readInputs();
  const durations = new Map<string, number[]>();
  const whole: number[] = [];
  const baseline: number[] = [];
  for (let repeat = -2; repeat < REPEATS; repeat++) {
    const lap = createLaps();
    computeAll(inputs, lap.end);
    const sorted = sortMillion();
    if (repeat < 0) continue;
    for (const [name, ms] of lap.all()) durations.set(name, [...(durations.get(name) ?? []), ms]);
    whole.push([...lap.all().values()].reduce((sum, ms) => sum + ms, 0));
    baseline.push(sorted);
  }
  return [
    timed("all nine phases", whole),
    ...[...durations].map(([name, values]) => timed(name, values)),
    timed(`baseline: ${SORTED / 1e6} million doubles sorted`, baseline),
    ratio("all nine phases to the baseline", whole, baseline),
  ];
}

function createLaps() {
  const laps = new Map<string, number>();
  let since = performance.now();
  return {
    all: () => laps,
    end(name: string) {
      const now = performance.now();
      laps.set(name, now - since);
      since = now;
    },
  };
}

async function readInputs(): Promise<Inputs> {
  const now = new Date();
  const present = presentSession(now);
  const first = addSessions(present, 1 - SESSIONS);
  const market = createSampleMarket({ clock: () => now });
  const { answers } = await market.daily([...SYMBOLS, ...REQUIRED_REGRESSORS], pricesFrom(first), present);
  const profiles = await Promise.all(SYMBOLS.map((symbol) => market.profile(symbol)));
  const fundamentals = await Promise.all(SYMBOLS.map((symbol) => market.fundamentals(symbol)));
  return {
    ...{ answers, positions: SYMBOLS.map((symbol) => heldFrom(symbol, first)) },
    profiles: profiles.filter((profile) => profile !== null),
    fundamentals: fundamentals.filter((books) => books !== null),
    sessions: sessionsBetween(pricesFrom(first), present),
    dates: sessionsBetween(first, present),
  };
}

function heldFrom(symbol: string, entryDate: string): Position {
  return {
    ...{ id: symbol, symbol, entryDate, quantity: 100, entryPrice: 150, investmentClass: "PUBLIC" },
    ...{ investmentSubtype: "STOCK", quantityAsOf: null, underlyingSymbol: null, strikePrice: null },
    ...{ expirationDate: null, optionType: null, exitDate: null, exitPrice: null, valuations: [] },
  };
}

function computeAll(inputs: Inputs, end: (name: string) => void): void {
  const { sessions, dates, positions } = inputs;
  const table = {
    sessions,
    columns: new Map(inputs.answers.map((answer) => [answer.symbol, columnOf(answer, sessions)])),
  };
  sessionCoverage(table, dates, [...table.columns.keys()], positions);
  end("phase_1 prices on the grid, returns, coverage");
  const fitted = fitFactors(table, dates);
  end("phase_1_5 factors");
  measureSymbols(table, inputs.answers);
  end("phase_1_75 metrics");
  const at = new Date();
  const profiles = inputs.profiles.map((profile) =>
    refreshedProfile("sample", undefined, profile, dueTiers(undefined, at), at),
  );
  end("phase_0 profiles");
  inputs.fundamentals.flatMap((books) => statementRows("sample", books));
  end("phase_2 statements");
  const account = ledgerOf(table, required(dates[0], "first date"), {
    ...{ positions, openingEquity: 1_000_000, flows: [], assumptions: DEFAULT_ASSUMPTIONS },
  });
  const rows = [...account.byDate].map(([date, day]) => snapshotRow(day, { ...KEY, date }));
  if (![...account.byDate.values()].every(balances)) throw new Error("cash and market value do not make up equity");
  end("phase_3 ledger");
  valueRows(account, KEY.portfolioId, dates);
  coverageOf(account, dates);
  liveRows(account);
  end("phase_4 market values");
  const kinds = new Map(profiles.map(({ symbol, kind = null, sector = null }) => [symbol, { kind, sector }]));
  positions.map(({ symbol }) => sectorOf({ kind: "stock", profile: kinds.get(symbol) ?? null }));
  end("phase_5 sectors");
  analyze(table, account, { dates, fitted, kinds });
  end("phase_6 nine analytics");
  if (rows.length !== SESSIONS) throw new Error(`${rows.length} snapshots`);
}

function columnOf({ bars, actions }: DailyAnswer, sessions: readonly string[]): PriceColumn {
  const closes = new Map(bars.map(({ date, close }) => [date, close]));
  const dated = (kind: "split" | "dividend") =>
    new Map(actions.filter((action) => action.kind === kind).map(({ date, value }) => [date, value]));
  const close = Float64Array.from(sessions, (session) => closes.get(session) ?? Number.NaN);
  const [splits, dividends] = [dated("split"), dated("dividend")];
  return { close, splits, dividends, returns: totalReturns(close, sessionActions(sessions, splits, dividends)) };
}

/** By symbol, the factors of each date. */
function fitFactors(table: PriceTable, dates: readonly string[]): Map<string, FittedRow[]> {
  const model = createFactorModel(table);
  const first = table.sessions.indexOf(required(dates[0], "first date"));
  return new Map(
    SYMBOLS.map((symbol) => {
      const { returns } = required(table.columns.get(symbol), symbol);
      return [symbol, dates.map((_, i) => model.fit(returns, first + i))];
    }),
  );
}

function measureSymbols({ sessions, columns }: PriceTable, answers: readonly DailyAnswer[]): void {
  const days = epochDays(sessions);
  for (const { symbol, bars } of answers) {
    const traded = new Map(bars.map(({ date, volume }) => [date, volume]));
    const volumes = Float64Array.from(sessions, (session) => traded.get(session) ?? Number.NaN);
    metricsRow({ sessions, days }, required(columns.get(symbol), symbol), volumes);
  }
}

interface Analyzed {
  readonly dates: readonly string[];
  readonly fitted: ReadonlyMap<string, readonly FittedRow[]>;
  readonly kinds: ReadonlyMap<
    string,
    { readonly kind: "stock" | "etf" | "fund" | null; readonly sector: string | null }
  >;
}

function analyze({ sessions, columns }: PriceTable, account: AccountLedger, { dates, fitted, kinds }: Analyzed): void {
  const days = epochDays(sessions);
  const rowOf = new Map(dates.map((date, row) => [date, row]));
  const returnsBy = (of: (returns: Float64Array) => Float64Array) =>
    new Map([...columns].map(([symbol, { returns }]) => [symbol, of(returns)]));
  const table = { days, returns: returnsBy((returns) => returns) };
  const first = sessions.indexOf(required(dates[0], "first date"));
  const index = required(columns.get("SPY"), "SPY").returns.subarray(first);
  const returns = Float64Array.from(account.byDate.values(), ({ dailyReturn }) => dailyReturn ?? Number.NaN);
  const inputs = {
    ...{ table, logTable: { days, returns: returnsBy((daily) => daily.map(Math.log1p)) } },
    ...{ profiles: kinds, indexWeights: INDEX },
    betaOf: (factor: FactorId, symbol: string, date: string) =>
      betaOf(fitted.get(symbol)?.[rowOf.get(date) ?? -1], factor),
    account: { rowOf, returns, endReason: null, index, riskFreeRate: DEFAULT_ASSUMPTIONS.riskFreeRate },
    inflationAt: spreadInflation(table),
    stress: createStressModel(table, STRESS_SCENARIOS, DEFAULT_ASSUMPTIONS),
  };
  for (const [row, date] of dates.entries()) {
    const equity = required(account.byDate.get(date), date).equity;
    const analysis = analyzeDate(inputs, { date, session: first + row, equity, holdings: holdingsAt(account, date) });
    if (analysis.failures.length > 0) throw new Error(`${date}: ${JSON.stringify(analysis.failures)}`);
    if (row === dates.length - 1) analysis.correlation?.();
  }
}

const COLUMN_OF: Readonly<Record<Exclude<FactorId, "provider-beta">, keyof FittedRow>> = {
  ...{ "market-beta": "marketBeta", "rate-beta": "rateBeta", momentum: "momentum", value: "value", growth: "growth" },
  ...{ size: "size", quality: "quality", "low-volatility": "lowVolatility" },
  ...{ "growth-value-spread": "growthValueSpread", "momentum-spread": "momentumSpread" },
  ...{ "size-spread": "sizeSpread", "quality-spread": "qualitySpread" },
};

function betaOf(row: FittedRow | undefined, factor: FactorId): Outcome<number> {
  if (factor === "provider-beta") return known(1);
  const beta = row?.[COLUMN_OF[factor]];
  return typeof beta === "number" ? known(beta) : unknown("not fitted");
}

function sortMillion(): number {
  let state = 1;
  const values = Float64Array.from({ length: SORTED }, () => (state = (state * 48_271) % 2_147_483_647));
  const startedAt = performance.now();
  values.sort();
  return performance.now() - startedAt;
}
