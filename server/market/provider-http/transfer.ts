import type { ProviderName } from "../price-source.ts";
import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";
import { type Redact, redactedCause } from "./redactor.ts";

/** One request, as far as its failures speak of it. */
export interface Asked {
  readonly provider: ProviderName;
  readonly label: string;
  readonly redact: Redact;
}

/** A whole answer, of whatever status. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
}

export type Send = (signal: AbortSignal) => Promise<Response>;

/**
 * Sends a request and takes in its whole answer, within `timeoutMs`.
 *
 * @throws ProviderError `timeout`, `network`, or `bad-response` for an answer that broke off or does not end; the signal's reason when
 * it is aborted.
 */
export async function transfer(send: Send, asked: Asked, timeoutMs: number, signal: AbortSignal): Promise<Answer> {
  // Not AbortSignal.timeout within any(): the listeners on a run's signal would last as long as the run.
  const deadline = new AbortController();
  const abort = () => deadline.abort(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    deadline.abort();
  }, timeoutMs);
  let response: Response | null = null;
  try {
    signal.throwIfAborted();
    response = await send(deadline.signal);
    const { status, statusText, headers } = response;
    return { status, statusText, headers, body: await bodyOf(response, asked) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProviderError) throw error;
    const words = isLate ? `did not answer within ${timeoutMs / 1000} s` : brokenWords(error, response !== null);
    const code: ProviderErrorCode = isLate ? "timeout" : response ? "bad-response" : "network";
    const cause = redactedCause(error, asked.redact);
    throw new ProviderError(code, `${asked.label} ${words}`, { provider: asked.provider, cause });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** Far more than the longest answer, a session of the whole market. */
const MOST_BYTES = 64 * 2 ** 20;

/** The whole body, taken in piece by piece: what is longer than any answer is cut off. */
async function bodyOf(response: Response, { label, provider }: Asked): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > MOST_BYTES) {
      const words = `${label} answered with more than ${MOST_BYTES / 2 ** 20} MB`;
      throw new ProviderError("bad-response", words, { provider, status: response.status });
    }
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body.buffer;
}

const NETWORK_WORDS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, "the connection was refused"],
  [/ENOTFOUND|EAI_AGAIN/, "its address is not known, or there is no network"],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, "the connection broke off"],
  [/TIMEDOUT|CONNECT_TIMEOUT/, "no connection came about"],
  [/EHOSTUNREACH|ENETUNREACH/, "there is no network"],
  [/CERT|SIGNATURE|ERR_TLS|ERR_SSL/, "its certificate is not trusted"],
];

function brokenWords(error: unknown, hasBegun: boolean): string {
  if (hasBegun) return "broke off in the middle of its answer";
  const code = codesOf(error);
  const why = NETWORK_WORDS.find(([pattern]) => pattern.test(code))?.[1];
  return `could not be reached${why ? `: ${why}` : ""}`;
}

function codesOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const code = "code" in error ? String(error.code) : "";
  const inner = error instanceof AggregateError ? error.errors.map(codesOf).join(" ") : "";
  return `${code} ${inner} ${codesOf(error.cause)}`;
}
