import type { RunEvent } from "#lib/run/events.ts";
import { refusal } from "#lib/run/live-refusals.ts";
import type { RunState } from "#lib/run/state.ts";
import type { Followed } from "./followed.ts";
import type { LiveSocket } from "./live-socket.ts";
import type { FrameReceiver, WatchedRuns } from "./watched-runs.ts";

export const framesRoom = (runId: string) => `frames:${runId}`;
export const singlesRoom = (runId: string) => `singles:${runId}`;

/** One socket following one run. */
export interface FollowedRun extends Followed {
  /** Takes part in the run's tailer, and holds what it sends. */
  hold(): Promise<void>;
  /** Sends what was held after `seq`, and from here on all that comes. */
  release(seq: number): Promise<void>;
}

export interface FollowRunParts {
  readonly socket: LiveSocket;
  readonly runId: string;
  /** Events come as one array per tick. */
  readonly frames: boolean;
  readonly runs: WatchedRuns;
  readRun(runId: string): Promise<RunState | null>;
}

interface Joining {
  readonly viewer: FrameReceiver;
  readonly held: RunEvent[];
}

/** Follows nothing yet; `hold` begins. Between `hold` and `release` nothing is lost, doubled or out of order. */
export function followRun({ socket, runId, frames, runs, readRun }: FollowRunParts): FollowedRun {
  const room = frames ? framesRoom(runId) : singlesRoom(runId);
  let state: "following" | "paused" | "left" = "following";
  let joining: Joining | null = null;

  function letGo(): void {
    if (!joining) return;
    runs.leave(runId, joining.viewer);
    joining = null;
    void socket.leave(room);
  }

  function send(events: readonly RunEvent[]): void {
    if (frames && events.length > 0) socket.emit("events", runId, [...events]);
    if (!frames) for (const event of events) socket.emit(event.type, event);
  }

  async function hold(): Promise<void> {
    const held: RunEvent[] = [];
    const taken: Joining = { held, viewer: { receive: (_run, events) => void held.push(...events) } };
    await runs.join(runId, taken.viewer);
    if (state === "following" && joining === null) joining = taken;
    else runs.leave(runId, taken.viewer);
  }

  async function release(seq: number): Promise<void> {
    const taken = joining;
    if (!taken) return;
    // Not run when the viewer has been let go meanwhile.
    await runs.joined(runId, taken.viewer, seq, () => {
      send(taken.held.splice(0).filter((event) => event.seq > seq));
      void socket.join(room);
    });
  }

  function leave(): void {
    state = "left";
    letGo();
  }

  return {
    hold,
    release,
    leave,
    isPaused: () => state === "paused",
    pause() {
      if (state === "following") state = "paused";
      letGo();
    },
    async resume() {
      if (state !== "paused") return;
      state = "following";
      await hold();
      const taken = joining;
      const run = await readRun(runId);
      // Paused again, or left: there is another turn, or none.
      if (!taken || joining !== taken) return;
      if (!run) {
        leave();
        socket.emit("watch-ended", { runId, ...refusal("ERR_RUN_002") });
        return;
      }
      socket.emit("snapshot", run);
      await release(run.seq);
    },
  };
}
