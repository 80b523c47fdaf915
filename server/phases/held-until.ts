import { sessionOnOrAfter, sessionOnOrBefore } from "#server/market/nyse-calendar.ts";
import type { Position } from "./ports.ts";

/** The session on which a position ends: by its exit or an option's expiry, the earlier; null while it is open. */
export function heldUntil({ exitDate, expirationDate }: Pick<Position, "exitDate" | "expirationDate">): string | null {
  const exit = exitDate === null ? null : sessionOnOrAfter(exitDate);
  const expiry = expirationDate === null ? null : sessionOnOrBefore(expirationDate);
  return [exit, expiry].filter((date) => date !== null).toSorted()[0] ?? null;
}
