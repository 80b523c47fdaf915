import { isoDate } from "#lib/analytics/epoch-day.ts";
import type { OptionDay } from "#lib/analytics/option-days.ts";
import type { PositionDay, PositionTrack } from "#lib/analytics/position-track.ts";
import { required } from "#lib/assert.ts";
import type { BulkRow } from "#server/db/bulk-upsert.ts";
import type { positionValues } from "#server/db/schema/analytics.ts";
import type { AccountLedger } from "../account-ledger.ts";
import type { Position } from "../ports.ts";

type ValueRow = BulkRow<typeof positionValues>;

/** What a position is worth at the run's final date; all but the date null where it is not held or not yet. */
export interface LiveRow {
  readonly id: string;
  readonly price: number | null;
  readonly priceDate: string | null;
  readonly marketValue: number | null;
  readonly unrealizedPnl: number | null;
  readonly realizedPnl: number | null;
}

export interface Coverage {
  /** Positions held on some date of the run. */
  readonly held: number;
  /** Of those, the symbols whose newest mark is not a price: none within 7 days. */
  readonly missing: readonly string[];
  /** The others that had no price on some of the dates they were held. */
  readonly gaps: readonly { readonly symbol: string; readonly unpriced: number; readonly held: number }[];
}

/** The rows of the account's positions on the dates it has of those given. */
export function valueRows(account: AccountLedger, portfolioId: string, dates: readonly string[]): ValueRow[] {
  return dates.flatMap((date) => {
    const session = account.byDate.get(date)?.session;
    if (session === undefined) return [];
    return account.positions.flatMap((position, i) => {
      const days = account.tracks[i]?.days ?? [];
      const day = days[session - (days[0]?.session ?? session)];
      return day ? [{ portfolioId, positionId: position.id, date, ...valuesOf(account, i, day) }] : [];
    });
  });
}

function valuesOf(account: AccountLedger, i: number, day: PositionDay) {
  const { quantity, origin, marketValue, exposure, unrealized: unrealizedPnl, realized: realizedPnl } = day;
  const position = required(account.ledgerPositions[i], "position");
  const isEnd = account.tracks[i]?.ended === true && day === account.tracks[i]?.days.at(-1);
  const option = isEnd ? null : (position.option?.days[day.session] ?? null);
  return {
    quantity,
    ...priceOf(day),
    priceOrigin: origin,
    ...modelOf(option),
    priceNote: option?.note ?? (position.option !== null && origin === "carried" ? NO_MARK : null),
    marketValue,
    exposure,
    unrealizedPnl,
    realizedPnl,
    weight: position.isCash ? null : weightOf(account, day),
  };
}

const NO_MARK = "neither a quote nor a price of the underlying within 7 days";

/** Of options, as far as their underlying has a price. */
function modelOf(option: OptionDay | null) {
  const { delta = null, gamma = null, vega = null, theta = null, rho = null } = option?.model ?? {};
  const impliedVolatility = option?.terms?.volatility ?? null;
  return { impliedVolatility, delta, gamma, vega, theta, rho };
}

/** Signed, of equity. */
function weightOf(account: AccountLedger, { session, exposure }: PositionDay): number | null {
  const equity = account.byDate.get(sessionOf(account, session))?.equity ?? 0;
  return exposure === null || equity <= 0 ? null : exposure / equity;
}

/** A mark carried on from the entry, for want of any price since, is no price. */
function priceOf({ mark, markDay, origin }: PositionDay) {
  const isPrice = markDay !== null || origin === "entry-price";
  return { price: isPrice ? mark : null, priceDate: markDay === null ? null : isoDate(markDay) };
}

/** Every position as of the account's last session: worth nothing once ended, unknown before its entry. */
export function liveRows(account: AccountLedger): LiveRow[] {
  return account.positions.map((position, i) => liveRow(position, account.tracks[i]));
}

function liveRow({ id }: Position, track: PositionTrack | undefined): LiveRow {
  const day = track?.days.at(-1);
  if (day === undefined) {
    return { id, price: null, priceDate: null, marketValue: null, unrealizedPnl: null, realizedPnl: null };
  }
  const { marketValue, unrealized: unrealizedPnl, realized: realizedPnl } = day;
  return { id, ...priceOf(day), marketValue, unrealizedPnl, realizedPnl };
}

/** How many positions the dates have values of, and which of them lack a price at the end or in between. */
export function coverageOf(account: AccountLedger, dates: readonly string[]): Coverage {
  const within = new Set(dates);
  const missing: string[] = [];
  const gaps: Coverage["gaps"][number][] = [];
  let held = 0;
  for (const [i, { symbol }] of account.positions.entries()) {
    const days = (account.tracks[i]?.days ?? []).filter(({ session }) => within.has(sessionOf(account, session)));
    const unpriced = days.filter(({ origin }) => origin === "carried").length;
    if (days.length > 0) held++;
    if (days.at(-1)?.origin === "carried") missing.push(symbol);
    else if (unpriced > 0) gaps.push({ symbol, unpriced, held: days.length });
  }
  return { held, missing, gaps };
}

function sessionOf({ sessions }: AccountLedger, session: number): string {
  return required(sessions[session], "session");
}
