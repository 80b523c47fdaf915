import type { RunState } from "#lib/run/state.ts";
import type { RunView } from "./run-store.ts";

/** A run as it was, among the events that there are by now. */
export interface PastView extends RunView {
  /** The newest event there is. */
  readonly lastSeq: number;
}

/** A run as it was, as pages show it. The instant is that of its newest event, as far as the state itself tells it. */
export function pastView(state: RunState, known: Pick<PastView, "lastSeq" | "clockOffsetMs">): PastView {
  const { lastSeq, clockOffsetMs } = known;
  const atMs = Date.parse(newestInstant(state));
  const unknown = { placeInLine: null, newestAtMs: null };
  return { state, lines: state.log, ...unknown, clockOffsetMs, ...pointOf(state, atMs, lastSeq) };
}

/** Where a state lies among the events there are, and when that was. */
export function pointOf(
  { seq }: RunState,
  atMs: number,
  lastSeq: number,
): Pick<PastView, "lastSeq" | "asOfMs" | "sync"> {
  const sync = { kind: "replay", at: new Date(atMs).toISOString(), behind: lastSeq - seq } as const;
  return { lastSeq, asOfMs: atMs, sync };
}

/** When the newest event happened that a state tells the time of; of others it is not known. */
function newestInstant({ createdAt, startedAt, endedAt, phases, log }: RunState): string {
  const instants = [startedAt, endedAt, log.at(-1)?.at, ...phases.flatMap((phase) => [phase.startedAt, phase.endedAt])];
  return instants.reduce<string>((newest, at) => (at && at > newest ? at : newest), createdAt);
}
