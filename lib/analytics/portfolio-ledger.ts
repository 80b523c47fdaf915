import { firstAfter } from "./calendar-window.ts";
import { dailyReturn } from "./daily-return.ts";
import type { DatedValue } from "./dated-value.ts";
import { drawdownSeries } from "./drawdown-series.ts";
import { isoDate } from "./epoch-day.ts";
import { moneyWeightedReturn } from "./money-weighted-return.ts";
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
  /** Only with flows, and where one rate solves them. */
  readonly xirr: number | null;
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

type Sums = Omit<
  LedgerDay,
  "equity" | "cash" | "cumulativePnl" | "flow" | "dailyReturn" | "twrIndex" | "drawdown" | "returnReason" | "xirr"
> & { readonly cashFlow: number };
type Rolled = Omit<LedgerDay, "dailyReturn" | "twrIndex" | "drawdown" | "returnReason" | "xirr">;

/**
 * The account from its opening on, a pure function of opening equity, positions (with their prices, actions and exits)
 * and flows; so that recomputing any range gives the same days. Equity is rolled forward from P&L, cash kept from what
 * was paid: that cash + market value = equity is not built in but follows, and can be checked.
 */
export function portfolioLedger(input: LedgerInput): PortfolioLedger {
  const { sessions, start } = input;
  const tracks = input.positions.map((position) => positionTrack(position, sessions, start));
  const bySession = positionDays(tracks, input);
  const flows = flowsBySession(input);
  const rolled = bySession
    .map((held, i) => sumsOf(held, start + i))
    .reduce<Rolled[]>(rollForward(input, tracks, flows), []);
  return { days: withReturns(rolled, input), tracks };
}

/** Exposure of a position's day: its market value, nothing for cash. */
export function exposureOf(position: LedgerPosition, day: PositionDay): number {
  return position.isCash ? 0 : day.marketValue;
}

interface HeldDay {
  readonly position: LedgerPosition;
  readonly day: PositionDay;
  readonly isEnd: boolean;
}

function positionDays(tracks: readonly PositionTrack[], { sessions, start, positions }: LedgerInput): HeldDay[][] {
  const bySession: HeldDay[][] = Array.from({ length: Math.max(0, sessions.length - start) }, () => []);
  for (const [i, position] of positions.entries()) {
    const { days = [], ended = false } = tracks[i] ?? {};
    for (const day of days)
      bySession[day.session - start]?.push({ position, day, isEnd: ended && day === days.at(-1) });
  }
  return bySession;
}

function sumsOf(held: readonly HeldDay[], session: number): Sums {
  const total = (amount: (held: HeldDay) => number) => held.reduce((sum, each) => sum + amount(each), 0);
  const count = (test: (held: HeldDay) => boolean) => held.filter(test).length;
  const exposure = ({ position, day }: HeldDay) => exposureOf(position, day);
  const gross = total((each) => Math.abs(exposure(each)));
  const priced = total((each) => (each.day.origin === "session" ? Math.abs(exposure(each)) : 0));
  return {
    session,
    marketValue: total(({ day }) => day.marketValue),
    longExposure: total((each) => Math.max(0, exposure(each))),
    shortExposure: total((each) => Math.min(0, exposure(each))),
    pnl: total(({ day }) => day.pnl),
    realizedPnl: total(({ day }) => day.realized),
    dividends: total(({ day }) => day.dividends),
    cashFlow: total(({ day }) => day.cashFlow),
    positionCount: count(({ isEnd }) => !isEnd),
    longCount: count(({ position, day, isEnd }) => !isEnd && !position.isCash && day.quantity > 0),
    shortCount: count(({ position, day, isEnd }) => !isEnd && !position.isCash && day.quantity < 0),
    staleCount: count(({ day }) => day.origin === "recent" || day.origin === "carried"),
    pricedShare: gross > 0 ? priced / gross : null,
  };
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

function withReturns(rolled: readonly Rolled[], input: LedgerInput): LedgerDay[] {
  const returns = Float64Array.from(rolled, (day, i) => returnOf(day, rolled[i - 1]?.equity ?? input.openingEquity));
  const { index, endsAt } = timeWeightedIndex(returns);
  const drawdowns = drawdownSeries(Float64Array.of(1, ...index)).subarray(1);
  const endDay = endsAt === null ? null : intAt(input.sessions, input.start + endsAt);
  return rolled.map((day, i) => {
    const ended = endsAt !== null && i >= endsAt;
    return {
      ...day,
      dailyReturn: ended ? null : valueAt(returns, i),
      twrIndex: ended ? null : valueAt(index, i),
      drawdown: ended ? null : valueAt(drawdowns, i),
      returnReason: ended && endDay !== null ? `equity was not positive on ${isoDate(endDay)}` : null,
      xirr: xirrOf(rolled, i, input),
    };
  });
}

function returnOf(day: Rolled, equityBefore: number): number {
  const outcome = dailyReturn(day.pnl + day.dividends, equityBefore, day.flow);
  return outcome.value !== null && day.equity > 0 ? outcome.value : Number.NaN;
}

function xirrOf(rolled: readonly Rolled[], i: number, { sessions, start, openingEquity }: LedgerInput): number | null {
  const flows = rolled.slice(0, i + 1).filter((day) => day.flow !== 0);
  if (flows.length === 0) return null;
  const dayOf = ({ session }: Rolled) => intAt(sessions, session);
  const closing = rolled[i];
  return closing === undefined
    ? null
    : moneyWeightedReturn(
        { day: intAt(sessions, start), value: openingEquity },
        flows.map((day) => ({ day: dayOf(day), value: day.flow })),
        { day: dayOf(closing), value: closing.equity },
      ).value;
}
