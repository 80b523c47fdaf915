import { firstAfter } from "./calendar-window.ts";
import { dailyReturn } from "./daily-return.ts";
import type { DatedValue } from "./dated-value.ts";
import { drawdownSeries } from "./drawdown-series.ts";
import { isoDate } from "./epoch-day.ts";
import { finished } from "./finished.ts";
import { moneyWeightedReturns } from "./money-weighted-return.ts";
import type { Outcome } from "./outcome.ts";
import { type LedgerPosition, type PositionDay, type PositionTrack, positionTrack } from "./position-track.ts";
import { timeWeightedIndex } from "./time-weighted-index.ts";
import { intAt, valueAt } from "./value-at.ts";

export interface LedgerInput {
  /** Epoch days of the sessions, ascending, with some before the first session of the ledger for its first prices. */
  readonly sessions: Int32Array;
  /** Index of the first session of the ledger. */
  readonly start: number;
  /** Account value just before that session, all assets. */
  readonly openingEquity: number;
  readonly positions: readonly LedgerPosition[];
  /** Money into (positive) and out of the account, ascending; on a closed day the next session counts. */
  readonly flows?: readonly DatedValue[];
}

/** One session of the account. Money unrounded, returns and shares as fractions. */
export interface LedgerDay {
  /** Index of the session. */
  readonly session: number;
  /** Rolled forward: equity before + P&L + dividends + flow. */
  readonly equity: number;
  /** Opening equity − entries + exits + dividends + flows; negative is margin. */
  readonly cash: number;
  /** Of all positions, those that count as cash included: cash + marketValue = equity. */
  readonly marketValue: number;
  /** Sums of the positions' exposures; those that are not known are left out. */
  readonly longExposure: number;
  /** ≤ 0. */
  readonly shortExposure: number;
  readonly pnl: number;
  /** Gain since entry of the positions that ended on this session. */
  readonly realizedPnl: number;
  readonly dividends: number;
  readonly flow: number;
  /** P&L and dividends since the first session. */
  readonly cumulativePnl: number;
  /** Null from the session on at which equity is no longer positive, as index and drawdown are. */
  readonly dailyReturn: number | null;
  /** Growth of 1 since just before the first session. */
  readonly twrIndex: number | null;
  readonly drawdown: number | null;
  readonly returnReason: string | null;
  /** Only with flows, and where one rate solves them; the reason where none or several do. */
  readonly xirr: number | null;
  readonly xirrReason: string | null;
  /** Held at the end of the session; long and short leave cash out. */
  readonly positionCount: number;
  readonly longCount: number;
  readonly shortCount: number;
  /** Marks that should be a price of the session and are not. */
  readonly staleCount: number;
  /** Share of gross exposure with a price of the session itself, 0–1; null without exposure. */
  readonly pricedShare: number | null;
}

export interface PortfolioLedger {
  /** One per session from the start on. */
  readonly days: readonly LedgerDay[];
  /** One per position, in order. */
  readonly tracks: readonly PositionTrack[];
}

/** What the positions of one session add up to. */
type Sums = Pick<
  LedgerDay,
  | "session"
  | "marketValue"
  | "longExposure"
  | "shortExposure"
  | "pnl"
  | "realizedPnl"
  | "dividends"
  | "positionCount"
  | "longCount"
  | "shortCount"
  | "staleCount"
> & {
  readonly cashFlow: number;
  /** Gross exposure with a price of the session itself, and without. */
  readonly priced: number;
  readonly unpriced: number;
};
type Rolled = Omit<
  LedgerDay,
  "dailyReturn" | "twrIndex" | "drawdown" | "returnReason" | "xirr" | "xirrReason" | "pricedShare"
> &
  Pick<Sums, "priced" | "unpriced">;

/**
 * The account from its opening on, a pure function of opening equity, positions (with their prices, actions and exits)
 * and flows; so that recomputing any range gives the same days. Equity is rolled forward from P&L, cash kept from what
 * was paid: that cash + market value = equity is not built in but follows, and can be checked.
 */
export function portfolioLedger(input: LedgerInput): PortfolioLedger {
  return finished(ledgerSteps(input));
}

/** The same in steps of a position or a session each, so that who shares its thread may rest between them. */
export function* ledgerSteps(input: LedgerInput): Generator<void, PortfolioLedger> {
  const { sessions, start } = input;
  const tracks: PositionTrack[] = [];
  for (const position of input.positions) {
    tracks.push(positionTrack(position, sessions, start));
    yield;
  }
  const sums = sumsBySession(tracks, input);
  const flows = flowsBySession(input);
  const rolled = sums.reduce<Rolled[]>(rollForward(input, tracks, flows), []);
  return { days: withReturns(rolled, yield* moneyWeighted(rolled, input), input), tracks };
}

/** Added up position by position in their order, so that the sums of a session do not depend on the sessions around it. */
function sumsBySession(tracks: readonly PositionTrack[], { sessions, start, positions }: LedgerInput): Sums[] {
  const sums = Array.from({ length: Math.max(0, sessions.length - start) }, (_, i) => noSums(start + i));
  for (const [i, position] of positions.entries()) {
    const { days = [], ended = false } = tracks[i] ?? {};
    for (const day of days) {
      const sum = sums[day.session - start];
      if (!sum) continue;
      const state = pricedAs(day, intAt(sessions, day.session));
      addDay(sum, position, day, state, ended && day === days.at(-1));
    }
  }
  return sums;
}

type Adding = { -readonly [Key in keyof Sums]: Sums[Key] };

function noSums(session: number): Adding {
  const money = { marketValue: 0, longExposure: 0, shortExposure: 0, pnl: 0, realizedPnl: 0, dividends: 0 };
  return {
    session,
    ...money,
    priced: 0,
    unpriced: 0,
    cashFlow: 0,
    positionCount: 0,
    longCount: 0,
    shortCount: 0,
    staleCount: 0,
  };
}

function addDay(sum: Adding, { isCash }: LedgerPosition, day: PositionDay, state: PricedState, isEnd: boolean): void {
  const exposure = day.exposure ?? 0;
  sum.marketValue += day.marketValue;
  if (exposure > 0) sum.longExposure += exposure;
  else sum.shortExposure += exposure;
  sum.pnl += day.pnl;
  sum.realizedPnl += day.realized;
  sum.dividends += day.dividends;
  sum.cashFlow += day.cashFlow;
  if (state === "own") sum.priced += Math.abs(exposure);
  else sum.unpriced += Math.abs(exposure);
  if (state === "stale") sum.staleCount++;
  if (isEnd) return;
  sum.positionCount++;
  if (!isCash && day.quantity > 0) sum.longCount++;
  if (!isCash && day.quantity < 0) sum.shortCount++;
}

type PricedState = "own" | "stale" | "by rule";

/** A model's mark is as good as the underlying's close behind it. */
function pricedAs({ origin, markDay }: PositionDay, sessionDay: number): PricedState {
  if (origin === "valuation" || origin === "entry-price") return "by rule";
  if (origin === "model") return markDay === sessionDay ? "own" : "stale";
  return origin === "session" ? "own" : "stale";
}

function flowsBySession({ sessions, start, flows = [] }: LedgerInput): ReadonlyMap<number, number> {
  const opened = start > 0 ? intAt(sessions, start - 1) : (sessions[0] ?? 0) - 1;
  const placed = new Map<number, number>();
  for (const { day, value } of flows) {
    if (day <= opened) continue;
    const session = firstAfter(sessions, day - 1);
    placed.set(session, (placed.get(session) ?? 0) + value);
  }
  return placed;
}

function rollForward(
  { openingEquity }: LedgerInput,
  tracks: readonly PositionTrack[],
  flows: ReadonlyMap<number, number>,
) {
  const taken = tracks.reduce((sum, track) => sum + track.openingValue, 0);
  const opening = { equity: openingEquity, cash: openingEquity - taken, cumulativePnl: 0 };
  return (rolled: Rolled[], { cashFlow, ...sums }: Sums): Rolled[] => {
    const before = rolled.at(-1) ?? opening;
    const flow = flows.get(sums.session) ?? 0;
    const earned = sums.pnl + sums.dividends;
    rolled.push({
      ...sums,
      flow,
      equity: before.equity + earned + flow,
      cash: before.cash + cashFlow + flow,
      cumulativePnl: before.cumulativePnl + earned,
    });
    return rolled;
  };
}

function withReturns(
  rolled: readonly Rolled[],
  xirrs: readonly (Outcome<number> | null)[],
  input: LedgerInput,
): LedgerDay[] {
  const returns = Float64Array.from(rolled, (day, i) => returnOf(day, rolled[i - 1]?.equity ?? input.openingEquity));
  const { index, endsAt } = timeWeightedIndex(returns);
  const drawdowns = drawdownSeries(Float64Array.of(1, ...index)).subarray(1);
  const endDay = endsAt === null ? null : intAt(input.sessions, input.start + endsAt);
  return rolled.map(({ priced, unpriced, ...day }, i) => {
    const ended = endsAt !== null && i >= endsAt;
    // Exactly 1 where nothing lacks a price, however the sums round.
    const gross = priced + unpriced;
    return {
      ...day,
      pricedShare: gross > 0 ? priced / gross : null,
      dailyReturn: ended ? null : valueAt(returns, i),
      twrIndex: ended ? null : valueAt(index, i),
      drawdown: ended ? null : valueAt(drawdowns, i),
      returnReason: ended && endDay !== null ? `equity was not positive on ${isoDate(endDay)}` : null,
      xirr: xirrs[i]?.value ?? null,
      xirrReason: xirrs[i]?.reason ?? null,
    };
  });
}

function returnOf(day: Rolled, equityBefore: number): number {
  const outcome = dailyReturn(day.pnl + day.dividends, equityBefore, day.flow);
  return outcome.value !== null && day.equity > 0 ? outcome.value : Number.NaN;
}

/** Up to each session; nothing before the first flow. */
function* moneyWeighted(
  rolled: readonly Rolled[],
  { sessions, start, openingEquity }: LedgerInput,
): Generator<void, (Outcome<number> | null)[]> {
  const returns = moneyWeightedReturns();
  returns.put({ day: intAt(sessions, start), value: openingEquity });
  let hasFlows = false;
  const found: (Outcome<number> | null)[] = [];
  for (const { session, flow, equity } of rolled) {
    const day = intAt(sessions, session);
    hasFlows ||= flow !== 0;
    if (flow !== 0) returns.put({ day, value: flow });
    found.push(hasFlows ? returns.upTo({ day, value: equity }) : null);
    yield;
  }
  return found;
}
