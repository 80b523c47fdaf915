import { apiPost } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import { queuedRunId } from "#lib/run/queued-run-id.ts";

/** The run to look at now, or why there is none, in words. */
export type StartAnswer = { readonly runId: string } | { readonly refusal: string };

/**
 * Asks for a run that computes again what there is, or without `force` only what is new or outdated. Where one is under
 * way already, that is the one to look at.
 */
export async function startRun(portfolioId: string, { force = true } = {}): Promise<StartAnswer> {
  const answer = await apiPost(`/api/v1/portfolios/${portfolioId}/runs`, { force });
  if ("body" in answer) return { runId: queuedRunId(answer.body) };
  const { run } = answer.problem;
  return run ? { runId: run.id } : { refusal: refusalText(answer.problem) };
}
