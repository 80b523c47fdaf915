import { z } from "zod";
import { excerpt, isWebPage } from "./excerpt.ts";
import { ProviderError } from "./provider-error.ts";
import { redactedCause } from "./redactor.ts";
import type { Answer, Asked } from "./transfer.ts";

/** The JSON of an answer of status 2xx. @throws ProviderError `bad-response` when it is something else */
export function jsonAnswer(answer: Answer, asked: Asked): unknown {
  const text = new TextDecoder().decode(answer.body);
  if (text.trim() === "") throw badResponse(answer, asked, "answered with nothing");
  if (isWebPage(answer.headers.get("content-type"), text)) {
    const shown = excerpt(asked.redact(text));
    throw badResponse(answer, asked, `answered with a web page instead of data${shown ? ` (${shown})` : ""}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the answer, in which a key can stand.
    throw badResponse(answer, asked, `${unreadable(text)}: "${excerpt(asked.redact(text))}"`);
  }
}

/** What `schema` makes of `body`, an answer's JSON. @throws ProviderError `bad-response` naming the place that does not fit */
export function documentedAnswer<Schema extends z.ZodType>(
  body: unknown,
  answer: Answer,
  asked: Asked,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const { path, message } = deepest(result.error.issues);
  const place = path.length === 0 ? "the whole answer" : z.core.toDotPath(path);
  const words = `${place} is not as documented: ${message.replace(/^Invalid input: /, "")}`;
  const cause = redactedCause(result.error, asked.redact);
  throw badResponse(answer, asked, asked.redact(`answered with other data than expected: ${words}`), cause);
}

function unreadable(text: string): string {
  if (/[:[,]\s*[-+]?(NaN|Infinity)\b/.test(text)) return "answered with NaN or Infinity where a number belongs";
  return /^\s*[[{]/.test(text) ? "answered with incomplete JSON" : "answered with something else than JSON";
}

interface Misfit {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The first of the issues that lie deepest: of a union, those of the form that fits best. */
function deepest(issues: readonly z.core.$ZodIssue[]): Misfit {
  const found = issues.map((issue): Misfit => {
    const inner = issue.code === "invalid_union" ? issue.errors.filter((errors) => errors.length > 0).map(deepest) : [];
    const [best] = inner.toSorted((a, b) => b.path.length - a.path.length);
    return best ? { path: [...issue.path, ...best.path], message: best.message } : issue;
  });
  return found.reduce((best, issue) => (issue.path.length > best.path.length ? issue : best));
}

function badResponse({ status }: Answer, { label, provider }: Asked, words: string, cause?: Error): ProviderError {
  return new ProviderError("bad-response", `${label} ${words}`, { provider, status, cause });
}
