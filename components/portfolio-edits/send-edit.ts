import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";

/** Why an edit was not made: what is wrong with each field, and what is about none of them. */
export interface EditRefusal {
  readonly fields: Readonly<Record<string, string>>;
  /** Null where the fields say it all. */
  readonly refusal: string | null;
  readonly codes: readonly string[];
}

/** A change of a portfolio's inputs; `path` follows the portfolio's address. */
export interface Edit {
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

/** The edit that adds an entry under `path`, or changes the one there is. */
export function entryEdit(path: string, entry: { readonly id: string } | null, body: unknown): Edit {
  return entry ? { method: "PATCH", path: `${path}/${entry.id}`, body } : { method: "POST", path, body };
}

/**
 * Sends an edit. Null once it is made.
 *
 * @param shown names of the fields that can show a problem; others are told as a whole
 */
export async function sendEdit(
  portfolioId: string,
  { method, path, body }: Edit,
  shown: ReadonlySet<string> = new Set(),
): Promise<EditRefusal | null> {
  const content = { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const address = `/api/v1/portfolios/${portfolioId}${path}`;
  const answer = await apiRequest(address, { method, ...(body === undefined ? {} : content) });
  if ("body" in answer) return null;
  const { errors } = answer.problem;
  const fields: Record<string, string> = {};
  for (const { field, message } of errors) if (field && shown.has(field)) fields[field] ??= message;
  const elsewhere = errors.filter(({ field }) => !field || !shown.has(field)).map(({ message }) => `${message}.`);
  const codes = [answer.problem.code, ...errors.map(({ code }) => code)];
  if (errors.length === 0) return { fields, codes, refusal: refusalText(answer.problem) };
  return { fields, codes, refusal: elsewhere.length > 0 ? elsewhere.join(" ") : null };
}
