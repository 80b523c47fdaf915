import * as z from "zod/mini";
import { type ApiProblem, apiPost, apiRequest } from "#lib/api-request.ts";
import { counted } from "#lib/counted.ts";

/** A symbol that a source had no prices of. Times are UTC ISO. */
export interface ListedFailure {
  readonly source: string;
  readonly sourceLabel: string;
  readonly symbol: string;
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly retryAfter: string;
  /** What providers are asked for instead. */
  readonly alias: string | null;
  /** Portfolios of the source that hold it. */
  readonly portfolios: number;
}

/** Troubles of a source, not of a symbol: the next run asks again. */
const PASSING = new Set(["rate-limited", "source-unavailable", "bad-response", "unauthorized"]);

/** Failures that stay until somebody acts, and those that pass, by source and reason. */
export function sortedFailures(failures: readonly ListedFailure[]): {
  lasting: readonly ListedFailure[];
  passing: readonly (readonly ListedFailure[])[];
} {
  const passing = failures.filter(({ code }) => PASSING.has(code));
  return {
    lasting: failures.filter(({ code }) => !PASSING.has(code)),
    passing: [...Map.groupBy(passing, ({ source, reason }) => `${source} ${reason}`).values()],
  };
}

/** Whether the failure's source asks providers, which may know the symbol by another name. */
export function takesAlias({ source }: Pick<ListedFailure, "source">): boolean {
  return source !== "sample";
}

/** What came of an action, in words. */
export type Done = { readonly said: string } | { readonly refused: string };

const changed = z.object({ portfolios: z.number() });

function outcome(answer: { body: unknown } | { problem: ApiProblem }, say: (portfolios: number) => string): Done {
  if ("problem" in answer) return { refused: `${answer.problem.detail}. ${answer.problem.fix}`.trim() };
  return { said: say(changed.parse(answer.body).portfolios) };
}

const anew = (portfolios: number, how: string) =>
  portfolios === 0 ? "No portfolio holds it." : `${counted(portfolios, "portfolio")} ${how}.`;

/** Has a source asked for a symbol again, in a run of each portfolio that holds it. */
export async function askAgain({ source, symbol }: ListedFailure): Promise<Done> {
  const answer = await apiPost("/api/v1/admin/symbol-failures/retry", { source, symbol });
  return outcome(answer, (count) => `${symbol} is asked for again. ${anew(count, "being computed anew")}`);
}

/** Has live providers asked for another symbol instead. */
export async function enterAlias(symbol: string, alias: string, note: string): Promise<Done> {
  const body = JSON.stringify({ alias, note: note || null });
  const headers = { "content-type": "application/json" };
  const answer = await apiRequest(aliasPath(symbol), { method: "PUT", headers, body });
  return outcome(
    answer,
    (count) => `${symbol} is asked for as ${alias} now. ${anew(count, "computed anew by the next run")}`,
  );
}

/** Has providers asked for the symbol itself again. */
export async function removeAlias(symbol: string): Promise<Done> {
  const answer = await apiRequest(aliasPath(symbol), { method: "DELETE" });
  return outcome(
    answer,
    (count) => `${symbol} is asked for itself again. ${anew(count, "computed anew by the next run")}`,
  );
}

const aliasPath = (symbol: string) => `/api/v1/admin/symbol-aliases/${encodeURIComponent(symbol)}`;
