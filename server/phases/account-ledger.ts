import { eq } from "drizzle-orm";
import type { DatedValue } from "#lib/analytics/dated-value.ts";
import { epochDay, epochDays } from "#lib/analytics/epoch-day.ts";
import { finished } from "#lib/analytics/finished.ts";
import { optionDays } from "#lib/analytics/option-days.ts";
import { type LedgerDay, ledgerSteps, type PortfolioLedger } from "#lib/analytics/portfolio-ledger.ts";
import type { LedgerOption, LedgerPosition, LedgerPrices } from "#lib/analytics/position-track.ts";
import { required } from "#lib/assert.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import type { PhaseContext, RunScope } from "#server/engine/phase.ts";
import { sessionOnOrAfter, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";
import type { PriceColumn, PriceTable } from "#server/market/price-history.ts";
import { readPriceTable } from "#server/market/read-price-table.ts";
import { readSplits } from "#server/market/read-splits.ts";
import { asTradedAtEntry, splitsThrough } from "./as-traded-at-entry.ts";
import { type OptionQuotes, readOptionQuotes } from "./option-quotes.ts";
import type { DatedAmount, PhasePorts, Position } from "./ports.ts";
import { type PositionKind, positionKind, pricedSymbol } from "./position-kind.ts";

/** More than the age at which a close stops being a price, counted from the session before the account's first. */
const LEAD_IN_DAYS = 21;
const CONTRACT_SIZE = 100;

/** The portfolio's account from its opening to the run's final date, with the positions it was computed from. */
export interface AccountLedger extends PortfolioLedger {
  /** The sessions that `session` of ledger and position days counts in, ascending ISO dates. */
  readonly sessions: readonly string[];
  /** As `tracks`, one per position of the portfolio. */
  readonly positions: readonly Position[];
  readonly ledgerPositions: readonly LedgerPosition[];
  /** Ledger days by date, from the ledger's first session on. */
  readonly byDate: ReadonlyMap<string, LedgerDay>;
}

type Context = Pick<PhaseContext<PhasePorts, unknown>, "scope" | "ports" | "breathe">;

/** By a run's prices: those of another run, or read anew, make another ledger. */
const ledgers = new WeakMap<PriceTable, Promise<AccountLedger>>();

/**
 * The ledger that phases 3, 4 and 6 share, computed once for a run's prices. It begins with the portfolio's first session
 * whatever the run's dates are, so that every range gives the same days.
 */
export async function accountLedger(context: Context): Promise<AccountLedger> {
  const table = await context.ports.history.table();
  const ledger = ledgers.get(table) ?? computedLedger(context);
  ledgers.set(table, ledger);
  // What could not be read is read again by the next phase.
  ledger.catch(() => ledgers.delete(table));
  return ledger;
}

async function computedLedger({ scope, ports, breathe }: Context): Promise<AccountLedger> {
  const first = await firstSession(scope, ports);
  const table = await withLaterSplits(await tableFrom(first, scope, ports), scope, ports);
  const steps = stepsOf(table, first, ports, await readOptionQuotes(ports, table));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await breathe();
  }
}

/** The first session of the account: the portfolio's own first date, else that of its earliest entry. */
async function firstSession(scope: RunScope, { db, positions }: PhasePorts): Promise<string> {
  const id = required(scope.portfolio, "portfolio").id;
  const [portfolio] = await db.select({ from: portfolios.fromDate }).from(portfolios).where(eq(portfolios.id, id));
  const earliest = positions.map((position) => position.entryDate).toSorted()[0];
  return sessionOnOrAfter(portfolio?.from ?? earliest ?? scope.finalDate);
}

/**
 * The run's own prices; those from the account's beginning, of symbols sold since too, where the run lacks them. What
 * an option's entry price says of volatility takes the underlying's price of then, be it before the account's beginning.
 */
async function tableFrom(first: string, scope: RunScope, ports: PhasePorts): Promise<PriceTable> {
  const entries = ports.positions.filter(({ optionType }) => optionType !== null).map(({ entryDate }) => entryDate);
  const earliest = [first, ...entries].toSorted()[0] ?? first;
  const from = new Date(Date.parse(earliest) - LEAD_IN_DAYS * 86_400_000).toISOString().slice(0, 10);
  const symbols = [...new Set(ports.positions.map(pricedSymbol).filter((symbol) => symbol !== null))].toSorted();
  const isWhole =
    required(scope.dates[0], "first date") <= first || symbols.every((each) => ports.symbols.includes(each));
  if (isWhole && ports.pricesFrom <= from) return ports.history.table();
  return readPriceTable(ports.db, { source: ports.source.name, symbols, from, to: scope.finalDate });
}

/** With the splits after the table's end of positions whose quantities are given in the shares of a day after it. */
async function withLaterSplits(table: PriceTable, { finalDate }: RunScope, ports: PhasePorts): Promise<PriceTable> {
  const later = ports.positions.filter(({ quantityAsOf }) => quantityAsOf !== null && quantityAsOf > finalDate);
  if (later.length === 0) return table;
  const symbols = [...new Set(later.flatMap((position) => pricedSymbol(position) ?? []))];
  const to = splitsThrough(later, finalDate);
  const splitsOf = await readSplits(ports.db, { source: ports.source.name, symbols, to });
  const columns = new Map(table.columns);
  for (const symbol of symbols) {
    const column = columns.get(symbol);
    if (column) columns.set(symbol, { ...column, splits: splitsOf(symbol) });
  }
  return { ...table, columns };
}

type Account = Pick<PhasePorts, "positions" | "openingEquity" | "flows" | "assumptions">;

/** The ledger of positions over a table of prices; pure. */
export function ledgerOf(
  table: PriceTable,
  first: string,
  account: Account,
  quotes: OptionQuotes = new Map(),
): AccountLedger {
  return finished(stepsOf(table, first, account, quotes));
}

function* stepsOf(
  { sessions, columns }: PriceTable,
  first: string,
  { positions, openingEquity, flows, assumptions }: Account,
  quotes: OptionQuotes,
): Generator<void, AccountLedger> {
  const days = epochDays(sessions);
  const prices = new Map([...columns].map(([symbol, column]) => [symbol, { column, ledger: ledgerPrices(column) }]));
  const ledgerPositions: LedgerPosition[] = [];
  for (const position of positions) {
    const own = prices.get(pricedSymbol(position) ?? "") ?? null;
    const traded = asTradedAtEntry(position, own?.column.splits ?? new Map());
    const held = ledgerPosition(traded, own?.ledger ?? null);
    const { riskFreeRate: rate } = assumptions;
    ledgerPositions.push(withOptionDays(held, days, { quotes: quotes.get(position.id) ?? null, rate }));
    yield;
  }
  const start = sessions.findIndex((session) => session >= first);
  const input = { sessions: days, start: start < 0 ? sessions.length : start, openingEquity, flows: amounts(flows) };
  const ledger = yield* ledgerSteps({ ...input, positions: ledgerPositions });
  const byDate = new Map(ledger.days.map((day) => [required(sessions[day.session], "session"), day]));
  return { ...ledger, sessions, positions, ledgerPositions, byDate };
}

function ledgerPrices({ close, splits, dividends }: PriceColumn): LedgerPrices {
  return { closes: close, splits: dated(splits), dividends: dated(dividends) };
}

function dated(values: ReadonlyMap<string, number>): DatedValue[] {
  return [...values].map(([date, value]) => ({ day: epochDay(date), value })).toSorted((a, b) => a.day - b.day);
}

function amounts(values: readonly DatedAmount[]): DatedValue[] {
  return values.map(({ date, amount }) => ({ day: epochDay(date), value: amount }));
}

function ledgerPosition(position: Position, prices: LedgerPrices | null): LedgerPosition {
  const kind = positionKind(position);
  const { quantity, entryPrice, entryDate, exitDate, exitPrice } = position;
  return {
    quantity,
    entryPrice,
    entryDay: epochDay(entryDate),
    exit: exitDate !== null && exitPrice !== null ? { day: epochDay(exitDate), price: exitPrice } : null,
    multiplier: kind === "option" ? CONTRACT_SIZE : 1,
    valuation: VALUATIONS[kind],
    valuations: kind === "private" ? amounts(position.valuations) : [],
    isCash: kind === "cash",
    prices,
    option: kind === "option" ? optionOf(position) : null,
  };
}

const VALUATIONS = {
  ...{ stock: "closes", fund: "closes", option: "option" },
  ...{ private: "by-hand", cash: "by-hand" },
} as const satisfies Record<PositionKind, LedgerPosition["valuation"]>;

function optionOf({ optionType, strikePrice, expirationDate }: Position): LedgerOption | null {
  if (optionType === null || strikePrice === null || expirationDate === null) return null;
  return { type: optionType, strike: strikePrice, expiryDay: epochDay(sessionOnOrBefore(expirationDate)), days: [] };
}

/** Quotes, and the model between them, where the underlying has prices. */
function withOptionDays(
  position: LedgerPosition,
  sessions: Int32Array,
  { quotes, rate }: { readonly quotes: Float64Array | null; readonly rate: number },
): LedgerPosition {
  const { option, prices, entryPrice, entryDay } = position;
  if (option === null) return position;
  const underlying = prices ?? {
    closes: new Float64Array(sessions.length).fill(Number.NaN),
    splits: [],
    dividends: [],
  };
  const days = optionDays({ ...option, entryPrice, entryDay, underlying, quotes, rate }, sessions);
  return { ...position, option: { ...option, days } };
}
