const UNIQUE_VIOLATION = "23505";

/** Whether an error, or what caused it (drizzle wraps the driver's), is a refused duplicate; of one index where named. */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  if (code === UNIQUE_VIOLATION) return index === undefined || constraint === index;
  return isUniqueViolation(error.cause, index);
}
