import type { RunEvent } from "#lib/run/events.ts";
import type { RunState } from "#lib/run/state.ts";
import type { RunTimeline } from "#lib/run/timeline.ts";
import { EventsRemoved } from "./replay-store.ts";

/** The events of a run after a seq, at most `limit`. @throws EventsRemoved, or what else keeps the server from answering. */
export async function fetchEvents(runId: string, after: number, limit: number): Promise<readonly RunEvent[]> {
  // The routes answer with these types.
  const { events } = (await read(runId, `events?after=${after}&limit=${limit}`)) as { events: RunEvent[] };
  return events;
}

/** A run as it was after an event. @throws as above. */
export async function fetchState(runId: string, at: number): Promise<RunState> {
  const { run } = (await read(runId, `state?at=${at}`)) as { run: RunState };
  return run;
}

/** Where the phases and alerts of a run lie. @throws as above. */
export async function fetchTimeline(runId: string): Promise<RunTimeline> {
  return (await read(runId, "timeline")) as RunTimeline;
}

async function read(runId: string, path: string): Promise<unknown> {
  const answer = await fetch(`/api/v1/runs/${runId}/${path}`);
  if (answer.status === 410) throw new EventsRemoved("the events of this run were removed");
  if (!answer.ok) throw new Error(`The server answered with status ${answer.status}`);
  return answer.json();
}
