import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";

/** Asks for a run to be cancelled. Null when it will be; otherwise why it will not, in words. */
export async function sendCancel(runId: string): Promise<string | null> {
  const answer = await apiRequest(`/api/v1/runs/${runId}/cancel`, { method: "POST" });
  if ("body" in answer) return null;
  return answer.problem.status === 409 ? "The run has ended already." : refusalText(answer.problem);
}
