import { exposureOf } from "#lib/analytics/portfolio-ledger.ts";
import { required } from "#lib/assert.ts";
import type { AccountLedger } from "../account-ledger.ts";
import { type PositionKind, positionKind, pricedSymbol } from "../position-kind.ts";

/** One position with exposure at the end of a session. */
export interface Holding {
  readonly kind: Exclude<PositionKind, "cash">;
  /** By which positions of one company add up: the symbol, an option's underlying. */
  readonly symbol: string;
  /** Market value, signed, in dollars. */
  readonly exposure: number;
}

/** What is held at the end of a date; cash is in none of it. Empty where the account has no such date. */
export function holdingsAt(account: AccountLedger, date: string): Holding[] {
  const session = account.byDate.get(date)?.session;
  if (session === undefined) return [];
  return account.positions.flatMap((position, i) => {
    const days = account.tracks[i]?.days ?? [];
    const day = days[session - (days[0]?.session ?? session)];
    const kind = positionKind(position);
    if (day === undefined || kind === "cash") return [];
    const exposure = exposureOf(required(account.ledgerPositions[i], "position"), day);
    return exposure === 0 ? [] : [{ kind, symbol: pricedSymbol(position) ?? position.symbol, exposure }];
  });
}

/** Stocks, funds and options: what has a market price behind it. */
export function isPublic({ kind }: Holding): boolean {
  return kind !== "private";
}
