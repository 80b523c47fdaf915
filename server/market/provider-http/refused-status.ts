import { ownWords } from "./own-words.ts";
import { ProviderError, type ProviderErrorCode } from "./provider-error.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Answer, Asked } from "./transfer.ts";

/** The failure that an answer's status says; null for 2xx. */
export function refusedStatus(answer: Answer, asked: Asked): ProviderError | null {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return null;
  const said = ownWords(headers.get("content-type"), new TextDecoder().decode(answer.body));
  const words = said === null ? "" : `: ${asked.redact(said)}`;
  const demandedMs = retryAfterMs(headers, new Date());
  const details = { provider: asked.provider, status, ...(demandedMs === null ? {} : { retryAfterMs: demandedMs }) };
  return new ProviderError(codeOf(status), `${asked.label} ${refusalWords(status)} (${status})${words}`, details);
}

/** 402 is what the plan of a key does not include. */
function codeOf(status: number): ProviderErrorCode {
  if (status === 429) return "rate-limited";
  if (status >= 500) return "server-error";
  if (status === 401 || status === 402 || status === 403) return "unauthorized";
  if (status === 404) return "not-found";
  return status >= 400 ? "bad-request" : "bad-response";
}

function refusalWords(status: number): string {
  if (status === 429) return "refused: too many requests";
  if (status >= 500) return "has a failure of its own";
  if (status === 401) return "refused the key";
  if (status === 402 || status === 403) return "does not allow this";
  if (status === 404) return "has nothing under that name";
  return status >= 400 ? "refused the request" : "answered with no data";
}
