import { apiRequest, UNREACHABLE } from "#lib/api-request.ts";

/** Asks for a run to be cancelled. Null when it will be; otherwise why it will not, in words. */
export async function sendCancel(runId: string): Promise<string | null> {
  const answer = await apiRequest(`/api/v1/runs/${runId}/cancel`, { method: "POST" });
  if ("body" in answer) return null;
  const { code, status } = answer.problem;
  if (code === UNREACHABLE) return "The server did not answer; try again.";
  return status === 409 ? "The run has ended already." : "The run could not be cancelled. Try again.";
}
