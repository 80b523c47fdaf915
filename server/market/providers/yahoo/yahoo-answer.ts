import { ProviderError, type ProviderErrorCode } from "../../provider-http/provider-error.ts";

const NAME = "Yahoo Finance";

/** Yahoo's description in an error's body: `{ chart: { result: null, error: { code, description } } }`. */
function descriptionIn(body: string): string | null {
  try {
    const [inner] = Object.values(JSON.parse(body) as Record<string, { error?: { description?: unknown } } | null>);
    const description = inner?.error?.description;
    return typeof description === "string" ? description : null;
  } catch {
    return null;
  }
}

function codeOf(status: number, described: boolean): ProviderErrorCode {
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "server-error";
  if (!described) return "bad-response";
  return status === 404 ? "not-found" : "bad-request";
}

/** What an answer other than 200 means, in Yahoo's words where it has any. */
export function refusal(status: number, body: string): ProviderError {
  const description = descriptionIn(body);
  const words = description === null ? `${NAME} answered with status ${status}` : `${NAME}: ${description}`;
  return new ProviderError(codeOf(status, description !== null), words, { provider: "yahoo", status });
}

/** An answer that is not what Yahoo's clients expect: a consent page, HTML, a part, other types. */
export function badResponse(what: string, cause?: unknown): ProviderError {
  return new ProviderError("bad-response", `${NAME} answered with something else than data: ${what}`, {
    provider: "yahoo",
    cause,
  });
}

/** Any failure of a call as a ProviderError; the library's own errors are about answers it did not expect. */
export function providerError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const words = error instanceof Error ? error.message : String(error);
  return badResponse(words.length > 160 ? `${words.slice(0, 160)}…` : words, error);
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
