import type { ProviderName } from "../price-source.ts";

/**
 * Why a request to a provider came to nothing:
 * `timeout` no answer in time · `network` no connection · `rate-limited` too many requests · `quota-spent` none left
 * today · `server-error` the provider's own fault (5xx) · `unauthorized` the key is refused · `not-found` it has nothing
 * under that name · `bad-request` it refused the request · `bad-response` the answer is not what its documentation
 * describes (HTML, a consent page, truncated, NaN) · `paused` not asked, after too many failures in a row.
 */
export type ProviderErrorCode =
  | "timeout"
  | "network"
  | "rate-limited"
  | "quota-spent"
  | "server-error"
  | "unauthorized"
  | "not-found"
  | "bad-request"
  | "bad-response"
  | "paused";

export interface ProviderErrorDetails {
  readonly provider: ProviderName;
  readonly status?: number;
  /** Milliseconds after which the provider says it may be asked again. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** A request to a provider failed; the message is in words for the person whose portfolio waits, without keys. */
export class ProviderError extends Error {
  readonly code: ProviderErrorCode;
  readonly provider: ProviderName;
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(code: ProviderErrorCode, message: string, details: ProviderErrorDetails) {
    super(message, { cause: details.cause });
    this.name = "ProviderError";
    this.code = code;
    this.provider = details.provider;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}
