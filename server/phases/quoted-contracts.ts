import { formatOccSymbol, readOccSymbol, rootOf } from "#lib/portfolio-import/occ-symbol.ts";
import { addSessions, sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { asTradedAtEntry } from "./as-traded-at-entry.ts";
import { heldUntil } from "./held-until.ts";
import type { Position } from "./ports.ts";

/** A symbol under which an option is quoted from one session to another, both included. */
export interface QuotedContract {
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
}

const LARGEST_STRIKE = 100_000;

/**
 * The OCC symbols of an option while it is held, up to a date: another one after each split of its underlying, by which
 * its strike is divided. None for other positions, and none for a stretch whose strike no symbol can name.
 *
 * @param splits of the underlying by ex-date, ascending: new shares per old
 */
export function quotedContracts(
  position: Position,
  splits: ReadonlyMap<string, number>,
  through: string,
): QuotedContract[] {
  const { strikePrice, entryDate } = asTradedAtEntry(position, splits);
  if (strikePrice === null) return [];
  const until = heldUntil(position);
  const last = until !== null && until < through ? until : through;
  const changes = [...splits].filter(([date]) => date > entryDate && date <= last);
  const found: QuotedContract[] = [];
  let strike = strikePrice;
  let from = sessionOnOrAfter(entryDate);
  for (const [date, ratio] of [...changes, [null, 1] as const]) {
    const next = date === null ? null : sessionOnOrAfter(date);
    const to = next === null ? last : addSessions(next, -1);
    const symbol = symbolOf(position, strike);
    if (symbol !== null && from <= to) found.push({ symbol, from, to });
    strike /= ratio;
    from = next ?? from;
  }
  return found;
}

/** With the root of the position's own symbol, which may be another than its underlying's ticker. */
function symbolOf(
  { symbol, underlyingSymbol, optionType: type, expirationDate: expiration }: Position,
  strike: number,
): string | null {
  const root = readOccSymbol(symbol)?.root ?? rootOf(underlyingSymbol ?? "");
  const thousandths = Math.round(strike * 1000);
  if (root === "" || type === null || expiration === null) return null;
  if (thousandths <= 0 || thousandths >= LARGEST_STRIKE * 1000) return null;
  return formatOccSymbol({ root, expiration, type, strike: String(thousandths / 1000) });
}
