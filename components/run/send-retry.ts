import { apiPost } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import { queuedRunId } from "#lib/run/queued-run-id.ts";

/** The run to look at now, or why there is none, in words. */
export type RetryAnswer = { readonly runId: string } | { readonly refusal: string };

/** Asks for a retry of a run. Where a run is under way already, that is the one to look at. */
export async function sendRetry(runId: string): Promise<RetryAnswer> {
  const answer = await apiPost(`/api/v1/runs/${runId}/retry`, {});
  if ("body" in answer) return { runId: queuedRunId(answer.body) };
  const { run } = answer.problem;
  return run ? { runId: run.id } : { refusal: refusalText(answer.problem) };
}
