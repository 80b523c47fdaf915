import { DrizzleQueryError } from "drizzle-orm";

/** What an error says to a user: its message; for a failed statement the database's words, not the statement. */
export function errorText(error: unknown): string {
  if (error instanceof DrizzleQueryError && error.cause) return errorText(error.cause);
  return error instanceof Error ? error.message || error.name : String(error);
}
