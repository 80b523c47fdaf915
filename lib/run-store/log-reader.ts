import { createStore, type StoreApi } from "zustand/vanilla";
import type { LogLevel } from "#lib/run/events.ts";
import { EVERY_ENTRY, isEveryEntry, type LogFilter, matchesBesidesLevel, matchesLog } from "#lib/run/log-filter.ts";
import { countAll, type LevelCounts, type LogPage } from "#lib/run/log-page.ts";
import type { LogLine } from "#lib/run/state.ts";
import { type LogStep, stepFrom, stepLevels, stepWithin } from "./log-step.ts";
import {
  entryNearest,
  type LiveLines,
  type LogWindow,
  linesAfter,
  liveWindow,
  newestWindow,
  reaches,
  windowAround,
  withEarlier,
  withLater,
  withLive,
} from "./log-window.ts";
import type { ShownRun } from "./run-store.ts";

/**
 * What is being read from the server: a filter's first page, a page next to the window, the window around a line, or which
 * line a step leads to.
 */
export type LogLoad = "first" | "earlier" | "later" | "line" | "step";

/** What the reader is told beside the lines: a step led nowhere, or a line asked for is not among those shown. */
export type LogNote =
  | { readonly kind: "no-step"; readonly step: LogStep }
  | { readonly kind: "no-line"; readonly seq: number };

/** What an activity log shows. */
export interface LogView {
  readonly filter: LogFilter;
  readonly window: LogWindow;
  /** Entries per level that phase and text let through, in the whole log; null until the server has counted. */
  readonly counts: LevelCounts | null;
  /** The reader stays at the newest entry. */
  readonly following: boolean;
  /** The line the reader stands at: linked to, stepped to or chosen. */
  readonly current: number | null;
  /** A line to bring into view; a new object each time one is asked for. */
  readonly goal: { readonly seq: number } | null;
  readonly note: LogNote | null;
  readonly loading: LogLoad | null;
  /** What could not be read; it is not tried again by itself. */
  readonly failed: LogLoad | null;
  /** Why, and what to do about it; null where nobody has said. */
  readonly refusal: string | null;
}

export interface LogPageQuery {
  readonly filter: LogFilter;
  readonly from?: { readonly before: number } | { readonly after: number };
  /** The log as it was at this seq; as it is when left out. */
  readonly asOf?: number;
  readonly limit?: number;
}

export interface LogReaderParts {
  /** The run's store. */
  readonly live: Pick<ShownRun["view"], "getState" | "subscribe">;
  /** Reads a page of the log on the server, unless the signal ends it. @throws LogRefused where it is known why not. */
  fetchPage(query: LogPageQuery, signal: AbortSignal): Promise<LogPage>;
}

/** Why a page of the log cannot be read, and what to do about it. */
export class LogRefused extends Error {}

/** The seqs of the first and the last line in view. */
export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The reading of one run's activity log: a window of bounded length that follows the run, pages back and forth, goes to any
 * line, and is filtered.
 */
export class LogReader {
  readonly view: StoreApi<LogView>;
  readonly #parts: LogReaderParts;
  /** Ends what was asked before the filter changed, or the reader went elsewhere. */
  #asking = new AbortController();
  /** The last event that the counts of a filter include. */
  #countedSeq = 0;
  /** The last event of the run as it was shown last. */
  #shownSeq: number;
  /** Tries again what failed. */
  #again: () => Promise<void> = () => Promise.resolve();

  constructor(parts: LogReaderParts, filter: LogFilter = EVERY_ENTRY) {
    this.#parts = parts;
    this.#shownSeq = parts.live.getState().state.seq;
    this.view = createStore<LogView>()(() => ({ ...this.#locally(filter), loading: null }));
  }

  /** Follows the run, and looks for what a filter lets through if nobody has; returns the function that leaves. */
  start(): () => void {
    const { filter, window, loading } = this.view.getState();
    if (window.hasEarlier && !isEveryEntry(filter) && loading !== "first") this.show(filter);
    this.#follow();
    const stop = this.#parts.live.subscribe((view, before) => {
      if (view.state !== before.state || view.lines !== before.lines) this.#follow();
    });
    return () => {
      stop();
      this.#endAsking();
      this.view.setState({ loading: null });
    };
  }

  /** Shows what the filter lets through: around a line, or from the newest on. */
  show(filter: LogFilter, line: number | null = null): void {
    this.#endAsking();
    const view = this.#locally(filter);
    this.view.setState({ ...view, loading: null });
    if (line !== null) this.goTo(line);
    else if (view.window.hasEarlier && !isEveryEntry(filter)) void this.#loadFirst();
  }

  /** Back to the newest entry under the same filter, whatever has been paged to. */
  toNewest(): void {
    const { window, filter } = this.view.getState();
    if (window.hasLater) this.show(filter);
    else this.view.setState({ following: true, current: null, note: null });
  }

  /** To the first entry under the same filter. */
  toFirst(): void {
    const { window } = this.view.getState();
    const [first] = window.entries;
    if (window.hasEarlier) void this.#loadLine(0);
    else if (first) this.#standAt(first);
  }

  /** To the entry at `seq`, wherever in the log it is; where the filter leaves it out, to the one nearest before it. */
  goTo(seq: number): void {
    if (!reaches(this.view.getState().window, seq)) void this.#loadLine(seq);
    else {
      this.#standNear(seq);
      this.#countIfNone();
    }
  }

  /** To the next entry that is meant, before or after where the reader is: the current line, or what is in view. */
  step(step: LogStep, inView: SeqRange): void {
    const { window, filter, current, loading } = this.view.getState();
    // Where the search leads is not known yet.
    if (loading === "first") return;
    const from = stepFrom(step, current, inView);
    const found = stepWithin(window.entries, step, from);
    const isMore = step.way === "previous" ? window.hasEarlier : window.hasLater;
    if (found) this.#standAt(found);
    else if (isMore && stepLevels(step, filter) !== null) void this.#loadStep(step, from);
    else this.view.setState({ note: { kind: "no-step", step } });
  }

  /** Makes an entry the current one without moving; none with null. Whoever has chosen a line stays at it. */
  choose(seq: number | null): void {
    this.view.setState({ current: seq, note: null, ...(seq === null ? {} : { following: false }) });
  }

  setFollowing(following: boolean): void {
    if (this.view.getState().following !== following) this.view.setState({ following });
  }

  loadEarlier(): void {
    const { window, loading } = this.view.getState();
    if (window.hasEarlier && !loading) void this.#loadNext("earlier");
  }

  loadLater(): void {
    const { window, loading } = this.view.getState();
    if (window.hasLater && !loading) void this.#loadNext("later");
  }

  /** Tries again what failed. */
  retry(): void {
    const { failed, loading } = this.view.getState();
    if (failed && !loading) void this.#again();
  }

  #endAsking(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  #loadFirst(): Promise<void> {
    return this.#load("first", this.#fetch({}), (page) => {
      const { state, asOfMs } = this.#parts.live.getState();
      // The run is shown as it was before that by now.
      if (asOfMs !== null && page.asOfSeq > state.seq) return this.show(this.view.getState().filter);
      this.#countedSeq = page.asOfSeq;
      this.view.setState({ window: newestWindow(page), counts: page.counts });
    });
  }

  #loadNext(way: "earlier" | "later"): Promise<void> {
    const { entries, throughSeq } = this.view.getState().window;
    const before = entries.at(0)?.seq ?? throughSeq + 1;
    const from = way === "earlier" ? { before } : { after: throughSeq };
    return this.#load(way, this.#fetch({ from }), (page) => {
      const { window, following } = this.view.getState();
      if (way === "later") return this.view.setState({ window: withLater(window, page) });
      // What was the first entry then has been let go: between the page and the window some would be missing.
      if (entries.length > 0 && window.entries.at(0)?.seq !== before) return;
      const next = withEarlier(window, page);
      // Who has gone to the newest meanwhile would lose it again.
      if (following && next.hasLater && !window.hasLater) return;
      this.view.setState({ window: next });
    });
  }

  #loadLine(seq: number): Promise<void> {
    this.#endAsking();
    this.view.setState({ following: false });
    const pages = () =>
      Promise.all([this.#fetch({ from: { before: seq + 1 } })(), this.#fetch({ from: { after: seq } })()]);
    return this.#load("line", pages, ([before, after]) => {
      this.view.setState({ window: windowAround(before, after), following: false });
      this.#standNear(seq);
      this.#countIfNone();
    });
  }

  #loadStep(step: LogStep, from: number): Promise<void> {
    this.#endAsking();
    const { filter, window } = this.view.getState();
    const levels = stepLevels(step, filter) ?? filter.levels;
    const before = Math.min(from, window.entries.at(0)?.seq ?? from);
    const bound = step.way === "previous" ? { before } : { after: Math.max(from, window.throughSeq) };
    const page = this.#fetch({ filter: { ...filter, levels }, from: bound, limit: 1 });
    return this.#load("step", page, ({ entries: [found] }) => {
      if (found) this.goTo(found.seq);
      else this.view.setState({ note: { kind: "no-step", step } });
    });
  }

  /** A question under the filter that is set now, of the log as it is shown. */
  #fetch(query: Partial<LogPageQuery>): () => Promise<LogPage> {
    const { filter } = this.view.getState();
    const { state, asOfMs } = this.#parts.live.getState();
    const asked = { filter, ...(asOfMs === null ? {} : { asOf: state.seq }), ...query };
    return () => this.#parts.fetchPage(asked, this.#asking.signal);
  }

  async #load<Answer>(load: LogLoad, fetch: () => Promise<Answer>, take: (answer: Answer) => void): Promise<void> {
    const { signal } = this.#asking;
    this.#again = () => this.#load(load, fetch, take);
    this.view.setState({ loading: load, failed: null, refusal: null, note: null });
    try {
      const answer = await fetch();
      if (signal.aborted) return;
      this.view.setState({ loading: null });
      take(answer);
      this.#follow();
    } catch (error) {
      if (signal.aborted) return;
      console.warn("a page of the activity log could not be read", error);
      this.view.setState({ loading: null, failed: load, refusal: refusalOf(error) });
    }
  }

  #standNear(seq: number): void {
    const found = entryNearest(this.view.getState().window.entries, seq);
    if (found) this.#standAt(found);
    // Asking for the first line of all is not asking for line 0.
    if (seq > 0 && found?.seq !== seq) this.view.setState({ note: { kind: "no-line", seq } });
  }

  #standAt({ seq }: LogLine): void {
    this.view.setState({ current: seq, goal: { seq }, following: false, note: null });
  }

  /** Takes in what has come over the socket. */
  #follow(): void {
    const { filter, loading } = this.view.getState();
    const live = this.#live();
    const isEarlier = live.seq < this.#shownSeq;
    this.#shownSeq = live.seq;
    if (!isEarlier) this.#takeIn(live);
    // The run is shown as it was, without what came after. One search at a time, however fast it goes back.
    else if (loading === "first") this.view.setState(this.#locally(filter));
    else this.show(filter);
  }

  #takeIn(live: LiveLines): void {
    const { filter, window, following, counts, loading } = this.view.getState();
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

  #countIfNone(): void {
    const { filter, counts } = this.view.getState();
    if (isNarrowed(filter) && counts === null) void this.#recount();
  }

  async #recount(): Promise<void> {
    const { signal } = this.#asking;
    this.view.setState({ failed: null, refusal: null });
    try {
      const { asOfSeq, counts } = await this.#fetch({})();
      if (signal.aborted) return;
      this.#countedSeq = asOfSeq;
      this.view.setState({ counts });
      // What has come since is not among them.
      this.#follow();
    } catch (error) {
      if (signal.aborted) return;
      console.warn("the entries of the activity log could not be counted", error);
      this.#again = () => this.#recount();
      this.view.setState({ failed: "first", refusal: refusalOf(error) });
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
    this.#countedSeq = live.seq;
    const none: LevelCounts = { info: 0, warning: 0, error: 0 };
    const isWhole = live.lines.length >= live.total;
    const matches = isWhole && live.lines.filter((line) => matchesBesidesLevel(line, filter));
    const narrowed = matches ? countMore(none, matches) : null;
    const counts = isNarrowed(filter) ? narrowed : this.#parts.live.getState().state.logCounts;
    const nothing = { current: null, goal: null, note: null, failed: null, refusal: null };
    return { filter, window, counts, following: true, ...nothing };
  }

  #live(): LiveLines {
    const { state, lines } = this.#parts.live.getState();
    return { lines, seq: state.seq, total: countAll(state.logCounts) };
  }
}

const refusalOf = (error: unknown) => (error instanceof LogRefused ? error.message : null);

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
