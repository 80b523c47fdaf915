import { ownWords } from "../../provider-http/own-words.ts";
import { ProviderError, type ProviderErrorCode } from "../../provider-http/provider-error.ts";
import { PROVIDER_LABELS } from "../../provider-http/provider-label.ts";

const NAME = PROVIDER_LABELS.yahoo;
const LONGEST = 160;

/** A 404 that is a page is none of a symbol's. */
function codeOf(status: number, isData: boolean): ProviderErrorCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "server-error";
  if (!isData) return "bad-response";
  return status === 404 ? "not-found" : "bad-request";
}

/** What an answer other than 2xx means, in Yahoo's words where it has any. */
export function refusal({ status, headers }: Response, body: string): ProviderError {
  const said = ownWords(headers.get("content-type"), body);
  const words = said === null ? `${NAME} answered with status ${status}` : `${NAME}: ${said}`;
  return new ProviderError(codeOf(status, /^\s*\{/.test(body)), words, { provider: "yahoo", status });
}

/** An answer that is not what Yahoo's clients expect. */
export function badResponse(what: string, cause?: unknown): ProviderError {
  return new ProviderError("bad-response", `${NAME} answered with other data than expected: ${what}`, {
    provider: "yahoo",
    cause,
  });
}

/** Any failure of the library's as a ProviderError; its own errors are about answers that it did not expect. */
export function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const words = error instanceof Error ? error.message : String(error);
  return badResponse(words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words, error);
}

/** Null where Yahoo knows nothing under the name that was asked for. */
export async function nullIfUnknown<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProviderError && error.code === "not-found") return null;
    throw error;
  }
}
