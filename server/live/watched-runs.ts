import type { RunEvent } from "#lib/run/events.ts";
import { createTailer, type ReadEvents, type Tailer } from "./tailer.ts";

/** Receives a run's frames while it watches. */
export interface FrameReceiver {
  receive(runId: string, events: readonly RunEvent[]): void;
}

interface WatchedRun {
  tailer: Tailer;
  /** Viewers that get frames one by one, because they are still joining. */
  joining: Set<FrameReceiver>;
  viewers: number;
}

export interface WatchedRunsParts {
  read: ReadEvents;
  /** The last committed seq of each run. */
  lastSeqs(runIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Sends a frame to all viewers of a run that have joined. */
  broadcast(runId: string, events: readonly RunEvent[]): void;
  /** Told of a read that failed; the next hint or check reads again. */
  failed(error: unknown): void;
  now(): number;
}

const TICK_MS = 50;
const CROWDED_TICK_MS = 250;
const CROWD = 500;

/** The runs watched in this process, one tailer each, however many watch. */
export interface WatchedRuns {
  /** Makes the run watched from here on; `viewer` receives its frames until `joined`. */
  join(runId: string, viewer: FrameReceiver): Promise<void>;
  /** Reads and sends up to `seq`, then lets `whenJoined` switch the viewer to broadcasts, with no event in between. */
  joined(runId: string, viewer: FrameReceiver, seq: number, whenJoined: () => void): Promise<void>;
  /** The viewer watches no more; the last one to leave ends the tailer. */
  leave(runId: string, viewer: FrameReceiver): void;
  hint(runId: string, seq: number): void;
  /** One statement for all watched runs: hints may have been lost. Resolves to what it read. */
  check(): Promise<ReadonlyMap<string, number>>;
  runIds(): string[];
  close(): void;
}

export function createWatchedRuns(parts: WatchedRunsParts): WatchedRuns {
  const watched = new Map<string, WatchedRun>();

  function open(runId: string, from: number): WatchedRun {
    const run: WatchedRun = {
      joining: new Set(),
      viewers: 0,
      tailer: createTailer({
        runId,
        from,
        read: parts.read,
        now: parts.now,
        tickMs: () => (run.viewers > CROWD ? CROWDED_TICK_MS : TICK_MS),
        send(events) {
          parts.broadcast(runId, events);
          for (const viewer of run.joining) viewer.receive(runId, events);
        },
      }),
    };
    watched.set(runId, run);
    return run;
  }

  async function opened(runId: string): Promise<WatchedRun> {
    const known = watched.get(runId);
    if (known) return known;
    const seqs = await parts.lastSeqs([runId]);
    return watched.get(runId) ?? open(runId, seqs.get(runId) ?? 0);
  }

  return {
    async join(runId, viewer) {
      const run = await opened(runId);
      run.viewers += 1;
      run.joining.add(viewer);
    },
    async joined(runId, viewer, seq, whenJoined) {
      const run = watched.get(runId);
      if (!run) return;
      await run.tailer.advance(seq);
      run.tailer.flush();
      if (!run.joining.delete(viewer)) return;
      whenJoined();
    },
    leave(runId, viewer) {
      const run = watched.get(runId);
      if (!run) return;
      run.joining.delete(viewer);
      run.viewers -= 1;
      if (run.viewers > 0) return;
      run.tailer.close();
      watched.delete(runId);
    },
    hint(runId, seq) {
      watched.get(runId)?.tailer.advance(seq).catch(parts.failed);
    },
    async check() {
      if (watched.size === 0) return new Map();
      const seqs = await parts.lastSeqs([...watched.keys()]);
      await Promise.all([...seqs].map(async ([runId, seq]) => watched.get(runId)?.tailer.advance(seq)));
      for (const run of watched.values()) run.tailer.flush();
      return seqs;
    },
    runIds: () => [...watched.keys()],
    close() {
      for (const run of watched.values()) run.tailer.close();
      watched.clear();
    },
  };
}
