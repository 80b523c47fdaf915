/**
 * Whether an error, or what caused it (drizzle wraps the driver's), is the database's refusal by this SQLSTATE; of one
 * constraint where named.
 */
export function isViolation(error: unknown, sqlState: string, named?: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  if (code === sqlState) return named === undefined || constraint === named;
  return isViolation(error.cause, sqlState, named);
}
