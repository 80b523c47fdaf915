import type { z } from "zod";

export interface ProviderRequest {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * HTTP to one provider: each request waits at the gate, has a deadline, is repeated with jittered backoff after 429 and
 * 5xx (not before a Retry-After), and its answer is JSON of the schema given, or a named failure.
 */
export interface ProviderHttp {
  /** @throws ProviderError; the signal's reason when it is aborted. */
  json<Schema extends z.ZodType>(url: URL, schema: Schema, request?: ProviderRequest): Promise<z.output<Schema>>;
  /** The same behind the interface of `fetch`, for a client library; resolves with any status that is not repeated. */
  readonly fetch: typeof fetch;
}
