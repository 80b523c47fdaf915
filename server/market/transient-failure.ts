import type { DailyFailureCode } from "./price-source.ts";

/** Codes that say nothing of the symbol: another time there may be prices. */
export const TRANSIENT_FAILURES = [
  "rate-limited",
  "source-unavailable",
  "bad-response",
  "unauthorized",
] as const satisfies readonly DailyFailureCode[];

export const isTransient = (code: string): boolean => TRANSIENT_FAILURES.some((transient) => transient === code);
