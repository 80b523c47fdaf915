import { apiRequest } from "#lib/api-request.ts";
import { refusalText } from "#lib/refusal-text.ts";
import type { LogPage } from "#lib/run/log-page.ts";
import { type LogPageQuery, LogRefused } from "./log-reader.ts";

/**
 * Reads a page of a run's activity log from the server this page came from. @throws LogRefused when it does not answer with
 * one, and the signal's reason.
 */
export async function fetchLogPage(
  runId: string,
  { filter, from, ...bounds }: LogPageQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const numbers = Object.entries({ ...from, ...bounds }).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(numbers);
  if (filter.levels.length > 0) query.set("level", filter.levels.join(","));
  if (filter.phase !== null) query.set("phase", filter.phase);
  if (filter.text !== "") query.set("q", filter.text);
  const answer = await apiRequest(`/api/v1/runs/${runId}/log/entries?${query}`, { signal });
  if ("problem" in answer) throw new LogRefused(refusalText(answer.problem));
  // The route answers with this type.
  return answer.body as LogPage;
}
