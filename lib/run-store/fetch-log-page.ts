import type { LogPage } from "#lib/run/log-page.ts";
import type { LogPageQuery } from "./log-reader.ts";

/** Reads a page of a run's activity log from the server this page came from. @throws when it does not answer with one. */
export async function fetchLogPage(runId: string, { filter, from, ...bounds }: LogPageQuery): Promise<LogPage> {
  const numbers = Object.entries({ ...from, ...bounds }).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(numbers);
  if (filter.levels.length > 0) query.set("level", filter.levels.join(","));
  if (filter.phase !== null) query.set("phase", filter.phase);
  if (filter.text !== "") query.set("q", filter.text);
  const answer = await fetch(`/api/v1/runs/${runId}/log/entries?${query}`);
  if (!answer.ok) throw new Error(`The server answered with status ${answer.status}`);
  // The route answers with this type.
  return (await answer.json()) as LogPage;
}
