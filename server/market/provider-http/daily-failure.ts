import type { DailyFailure, DailyFailureCode } from "../price-source.ts";
import type { ProviderError, ProviderErrorCode } from "./provider-error.ts";

/** A 404 is a provider's way of saying it does not know the symbol; a refused request says nothing of the symbol. */
const CODES: Readonly<Record<ProviderErrorCode, DailyFailureCode>> = {
  timeout: "source-unavailable",
  network: "source-unavailable",
  "rate-limited": "rate-limited",
  "quota-spent": "rate-limited",
  "server-error": "source-unavailable",
  unauthorized: "unauthorized",
  "not-found": "unknown-symbol",
  "bad-request": "bad-response",
  "bad-response": "bad-response",
  paused: "source-unavailable",
};

/** What a request that came to nothing says of the symbol it was for, in the error's own words. */
export function dailyFailure(symbol: string, error: ProviderError): DailyFailure {
  return { symbol, code: CODES[error.code], reason: error.message };
}
