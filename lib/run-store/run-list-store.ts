import { createStore, type StoreApi } from "zustand/vanilla";
import type { RunListFilter, WatchRunsValue } from "#lib/run/commands.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";
import { passingRefusals } from "#lib/run/live-refusals.ts";
import type { RunListConnection } from "./run-list-connection.ts";

/** How far the rows can be trusted to be now; `paused` while the page is hidden. */
export type RunListSync = "connecting" | "live" | "paused" | "lost" | "refused";

/** What a list shows beside the rows it was rendered with. */
export interface RunListView {
  /** Runs by id, as the server told last. */
  readonly runs: ReadonlyMap<string, ListedRun>;
  readonly sync: RunListSync;
  /** Server's clock less ours, in ms; 0 until known. */
  readonly clockOffsetMs: number;
}

export interface RunListStoreParts {
  readonly filter: RunListFilter;
  readonly connection: RunListConnection;
  /** Runs `apply` at the next animation frame. */
  schedule(apply: () => void): void;
  now(): number;
}

const ASK_AGAIN_MS = 1_000;
/** Ids one question may name. */
const MOST_IDS = 100;
/** A list that stays open for weeks hears of every run there is: beside its own rows the newest are kept. */
const MOST_KEPT = 5_000;

/** The live rows of a list: the newest row of each run, and at most one change of the view per animation frame. */
export class RunListStore {
  readonly view: StoreApi<RunListView>;
  readonly #parts: RunListStoreParts;
  #waiting: ListedRun[] = [];
  #shown: readonly string[] = [];
  #isOn = false;
  #isScheduled = false;
  #askAgain: ReturnType<typeof setTimeout> | undefined;
  /** Rises with each question: an answer to an earlier one is of no use. */
  #question = 0;

  constructor(parts: RunListStoreParts) {
    this.#parts = parts;
    this.view = createStore<RunListView>()(() => ({ runs: new Map(), sync: "connecting", clockOffsetMs: 0 }));
  }

  /** The ids of the rows on the page; the next question asks for what has become of them. */
  show(runIds: readonly string[]): void {
    this.#shown = runIds.slice(0, MOST_IDS);
  }

  /** Watches until the function it returns is called; after a pause or a lost line all rows are read again. */
  start(): () => void {
    const { connection } = this.#parts;
    this.#isOn = true;
    const stopListening = connection.listenToRuns({
      connected: () => void this.#ask(),
      disconnected: () => this.#learn("lost"),
      refused: () => this.#refuse(),
      runChanged: (run) => this.#take([run]),
      ended: ({ runId }) => runId === null && this.#refuse(),
    });
    if (connection.isConnected()) void this.#ask();
    return () => {
      this.#isOn = false;
      this.#question += 1;
      clearTimeout(this.#askAgain);
      stopListening();
      connection.unwatchRuns();
      this.#learn("paused");
    };
  }

  async #ask(): Promise<void> {
    const { connection, filter } = this.#parts;
    this.#question += 1;
    const question = this.#question;
    const answer = await connection.watchRuns({ filter, runIds: [...this.#shown] }).catch((error: unknown) => {
      console.warn("watch-runs was not answered in time", error);
      return null;
    });
    if (question !== this.#question) return;
    if (answer?.ok) return this.#begin(answer.value);
    if (answer && !passingRefusals.includes(answer.code)) return this.#refuse();
    this.#learn("lost");
    this.#askAgain = setTimeout(() => connection.isConnected() && void this.#ask(), ASK_AGAIN_MS);
  }

  #begin({ at, runs }: WatchRunsValue): void {
    const clockOffsetMs = Date.parse(at) - this.#parts.now();
    this.view.setState({ sync: "live", clockOffsetMs });
    this.#take(runs);
  }

  #take(runs: readonly ListedRun[]): void {
    this.#waiting.push(...runs);
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    this.#parts.schedule(() => {
      this.#isScheduled = false;
      this.#apply();
    });
  }

  #apply(): void {
    const runs = new Map(this.view.getState().runs);
    for (const run of this.#waiting) if ((runs.get(run.id)?.seq ?? -1) <= run.seq) runs.set(run.id, run);
    this.#waiting = [];
    this.view.setState({ runs: this.#newest(runs) });
  }

  #newest(runs: ReadonlyMap<string, ListedRun>): ReadonlyMap<string, ListedRun> {
    if (runs.size <= MOST_KEPT) return runs;
    const shown = new Set(this.#shown);
    const byAge = [...runs].toSorted(([, a], [, b]) => (a.createdAt < b.createdAt ? 1 : -1));
    // Half of them go at once: not every change sorts anew.
    return new Map(byAge.filter(([id], index) => index < MOST_KEPT / 2 || shown.has(id)));
  }

  #refuse(): void {
    this.#question += 1;
    this.#learn("refused");
  }

  #learn(sync: RunListSync): void {
    // What is off is paused, whatever else it hears.
    this.view.setState({ sync: this.#isOn ? sync : "paused" });
  }
}
