import { DrizzleQueryError } from "drizzle-orm";
import { isDiskFull } from "./outage.ts";

export const DISK_FULL = "The database's disk is full";

/** What an error says to a user: its message; for a failed statement the database's words, not the statement. */
export function errorText(error: unknown): string {
  if (isDiskFull(error)) return DISK_FULL;
  if (error instanceof DrizzleQueryError && error.cause) return errorText(error.cause);
  return error instanceof Error ? error.message || error.name : String(error);
}
