import type { OptionTerms } from "#lib/analytics/black-scholes-merton.ts";
import { unknown } from "#lib/analytics/outcome.ts";
import type { LedgerPosition, PositionDay } from "#lib/analytics/position-track.ts";
import { required } from "#lib/assert.ts";
import type { AccountLedger } from "../account-ledger.ts";
import { type PositionKind, positionKind, pricedSymbol } from "../position-kind.ts";

/** One position that is worth something at the end of a session. */
export interface Holding {
  readonly kind: Exclude<PositionKind, "cash">;
  /** By which positions of one company add up: the symbol, an option's underlying. */
  readonly symbol: string;
  /** Signed, in dollars: market value; of options delta × underlying close × contracts × 100. */
  readonly exposure: number;
  /** Null for all but options. */
  readonly option: HeldOption | null;
  /** An option whose underlying has no price: its exposure is not known, and its market value stands for its size. */
  readonly isUnpriced?: boolean;
}

/** An option as its model has it on the date: what it takes to price it anew on a moved underlying. */
export interface HeldOption {
  readonly terms: OptionTerms;
  /** Signed: contracts × 100. */
  readonly units: number;
}

/** What is held at the end of a date; cash is not among it. Empty where the account has no such date. */
export function holdingsAt(account: AccountLedger, date: string): Holding[] {
  const session = account.byDate.get(date)?.session;
  if (session === undefined) return [];
  return account.positions.flatMap((position, i) => {
    const days = account.tracks[i]?.days ?? [];
    const day = days[session - (days[0]?.session ?? session)];
    const kind = positionKind(position);
    if (day === undefined || kind === "cash") return [];
    const { exposure, marketValue } = day;
    const symbol = pricedSymbol(position) ?? position.symbol;
    if (exposure === null) {
      return marketValue === 0 ? [] : [{ kind, symbol, exposure: marketValue, option: null, isUnpriced: true }];
    }
    if (exposure === 0) return [];
    return [{ kind, symbol, exposure, option: heldOption(required(account.ledgerPositions[i], "position"), day) }];
  });
}

function heldOption({ option, multiplier }: LedgerPosition, { session, quantity }: PositionDay): HeldOption | null {
  const terms = option?.days[session]?.terms;
  return terms ? { terms, units: quantity * multiplier } : null;
}

/** Why an option whose underlying has no price has no beta. */
export const UNPRICED = unknown("the option's underlying has no price");

/** What has an exposure that is known. */
export function hasExposure({ isUnpriced = false }: Holding): boolean {
  return !isUnpriced;
}

/** Stocks, funds and options: what has a market price behind it. */
export function isPublic({ kind }: Holding): boolean {
  return kind !== "private";
}
