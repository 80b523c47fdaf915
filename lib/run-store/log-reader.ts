import { createStore, type StoreApi } from "zustand/vanilla";
import type { LogLevel } from "#lib/run/events.ts";
import { EVERY_ENTRY, isEveryEntry, type LogFilter, matchesBesidesLevel, matchesLog } from "#lib/run/log-filter.ts";
import { countAll, type LevelCounts, type LogPage } from "#lib/run/log-page.ts";
import type { LogLine } from "#lib/run/state.ts";
import {
  type LiveLines,
  type LogWindow,
  linesAfter,
  liveWindow,
  newestWindow,
  withEarlier,
  withLater,
  withLive,
} from "./log-window.ts";
import type { ShownRun } from "./run-store.ts";

/** What is being read from the server: a filter's first page, or a page next to the window. */
export type LogLoad = "first" | "earlier" | "later";

/** What an activity log shows. */
export interface LogView {
  readonly filter: LogFilter;
  readonly window: LogWindow;
  /** Entries per level that phase and text let through, in the whole log; null until the server has counted. */
  readonly counts: LevelCounts | null;
  /** The reader stays at the newest entry. */
  readonly following: boolean;
  readonly loading: LogLoad | null;
  /** What could not be read; it is not tried again by itself. */
  readonly failed: LogLoad | null;
}

export interface LogPageQuery {
  readonly filter: LogFilter;
  readonly from?: { readonly before: number } | { readonly after: number };
}

export interface LogReaderParts {
  /** The run's store. */
  readonly live: Pick<ShownRun["view"], "getState" | "subscribe">;
  /** Reads a page of the log on the server. */
  fetchPage(query: LogPageQuery): Promise<LogPage>;
}

/** The reading of one run's activity log: a window that follows the run, pages back and forth, and is filtered. */
export class LogReader {
  readonly view: StoreApi<LogView>;
  readonly #parts: LogReaderParts;
  /** Answers to what was asked before the filter changed are not waited for. */
  #asked = 0;
  /** The last event that the counts of a filter include. */
  #countedSeq = 0;

  constructor(parts: LogReaderParts) {
    this.#parts = parts;
    this.view = createStore<LogView>()(() => ({ ...this.#locally(EVERY_ENTRY), loading: null }));
  }

  /** Follows the run; returns the function that leaves. */
  start(): () => void {
    this.#follow();
    return this.#parts.live.subscribe((view, before) => {
      if (view.state !== before.state || view.lines !== before.lines) this.#follow();
    });
  }

  /** Shows what the filter lets through, from the newest on. */
  show(filter: LogFilter): void {
    this.#asked += 1;
    const view = this.#locally(filter);
    const isKnown = !view.window.hasEarlier || isEveryEntry(filter);
    this.view.setState({ ...view, loading: null });
    if (!isKnown) void this.#load("first");
  }

  /** Back to the newest entry under the same filter, whatever has been paged to. */
  toNewest(): void {
    const { window, filter } = this.view.getState();
    if (window.hasLater) this.show(filter);
    else this.setFollowing(true);
  }

  setFollowing(following: boolean): void {
    if (this.view.getState().following !== following) this.view.setState({ following });
  }

  loadEarlier(): void {
    const { window, loading } = this.view.getState();
    if (window.hasEarlier && !loading) void this.#load("earlier");
  }

  loadLater(): void {
    const { window, loading } = this.view.getState();
    if (window.hasLater && !loading) void this.#load("later");
  }

  /** Tries again what failed. */
  retry(): void {
    const { failed, loading } = this.view.getState();
    if (failed && !loading) void this.#load(failed);
  }

  async #load(load: LogLoad): Promise<void> {
    const asked = this.#asked;
    const { filter, window } = this.view.getState();
    this.view.setState({ loading: load, failed: null });
    try {
      const page = await this.#parts.fetchPage({ filter, ...fromOf(load, window) });
      if (asked === this.#asked) this.#take(load, page);
    } catch (error) {
      console.warn("a page of the activity log could not be read", error);
      if (asked === this.#asked) this.view.setState({ loading: null, failed: load });
    }
  }

  #take(load: LogLoad, page: LogPage): void {
    if (load === "first") {
      this.#countedSeq = page.asOfSeq;
      this.view.setState({ window: newestWindow(page), counts: page.counts, loading: null });
    } else {
      const { window } = this.view.getState();
      const next = load === "earlier" ? withEarlier(window, page) : withLater(window, page);
      this.view.setState({ window: next, loading: null });
    }
    this.#follow();
  }

  /** Takes in what has come over the socket. */
  #follow(): void {
    const { filter, window, following, counts, loading } = this.view.getState();
    const live = this.#live();
    const isMatch = (line: LogLine) => matchesLog(line, filter);
    const next = withLive(window, live, { isMatch, keepsPlace: !following });
    const isCutOff = following && next.hasLater && !window.hasLater;
    const counted = this.#counted(filter, counts, live);
    if (next !== window || counted !== counts) this.view.setState({ window: next, counts: counted });
    // What was missed is read again: all of it by who follows, its number by who reads further up.
    if (loading === "first") return;
    if (isCutOff) this.show(filter);
    else if (counts !== null && counted === null) void this.#recount();
  }

  async #recount(): Promise<void> {
    const asked = this.#asked;
    try {
      const { asOfSeq, counts } = await this.#parts.fetchPage({ filter: this.view.getState().filter });
      if (asked !== this.#asked) return;
      this.#countedSeq = asOfSeq;
      this.view.setState({ counts });
    } catch (error) {
      console.warn("the entries of the activity log could not be counted", error);
    }
  }

  /** The counts with what has come since; null when some may have been missed. */
  #counted(filter: LogFilter, counts: LevelCounts | null, live: LiveLines): LevelCounts | null {
    if (!isNarrowed(filter)) return this.#parts.live.getState().state.logCounts;
    if (counts === null || live.seq <= this.#countedSeq) return counts;
    const added = linesAfter(live, this.#countedSeq);
    if (added === null) return null;
    this.#countedSeq = live.seq;
    return countMore(
      counts,
      added.filter((line) => matchesBesidesLevel(line, filter)),
    );
  }

  /** A filter's view as far as it can be told without asking the server. */
  #locally(filter: LogFilter): Omit<LogView, "loading"> {
    const live = this.#live();
    const window = liveWindow(live, (line) => matchesLog(line, filter));
    const isWhole = !window.hasEarlier;
    this.#countedSeq = live.seq;
    const none: LevelCounts = { info: 0, warning: 0, error: 0 };
    const matches = isWhole && live.lines.filter((line) => matchesBesidesLevel(line, filter));
    const narrowed = matches ? countMore(none, matches) : null;
    const counts = isNarrowed(filter) ? narrowed : this.#parts.live.getState().state.logCounts;
    return { filter, window, counts, following: true, failed: null };
  }

  #live(): LiveLines {
    const { state, lines } = this.#parts.live.getState();
    return { lines, seq: state.seq, total: countAll(state.logCounts) };
  }
}

/** The entries that a filter shows, of those counted beside the levels. */
export function shownCount({ levels }: LogFilter, counts: LevelCounts): number {
  const all: readonly LogLevel[] = ["info", "warning", "error"];
  return (levels.length > 0 ? levels : all).reduce((sum, level) => sum + counts[level], 0);
}

function isNarrowed({ phase, text }: LogFilter): boolean {
  return phase !== null || text !== "";
}

function countMore(counts: LevelCounts, lines: readonly LogLine[]): LevelCounts {
  if (lines.length === 0) return counts;
  const more = { ...counts };
  for (const { level } of lines) more[level] += 1;
  return more;
}

function fromOf(load: LogLoad, { entries, throughSeq }: LogWindow): Pick<LogPageQuery, "from"> {
  if (load === "first") return {};
  if (load === "later") return { from: { after: throughSeq } };
  return { from: { before: entries.at(0)?.seq ?? throughSeq + 1 } };
}
