import type { LogPage } from "#lib/run/log-page.ts";
import type { LogLine } from "#lib/run/state.ts";

/** The stretch of a log that a page holds under its filter. */
export interface LogWindow {
  /** Oldest first; every match between the first and the last is here. */
  readonly entries: readonly LogLine[];
  readonly hasEarlier: boolean;
  /** False: it ends with the newest match, and new ones join it. */
  readonly hasLater: boolean;
  /** The last event that has been looked at: a match up to it is here, or lies before the first. */
  readonly throughSeq: number;
}

/** Entries come over the socket: `lines` holds all of them from its first to `seq`. */
export interface LiveLines {
  readonly lines: readonly LogLine[];
  readonly seq: number;
  /** The number of entries of the whole log. */
  readonly total: number;
}

/** A page holds this many entries, of whatever length the log is; what is further away is read again on the way there. */
export const MOST_HELD = 5_000;

/** A window of the newest page of a log. */
export function newestWindow(page: LogPage): LogWindow {
  return { entries: page.entries, hasEarlier: page.hasMore, hasLater: false, throughSeq: page.asOfSeq };
}

/** A window of what has come over the socket, reduced to the newest matches. */
export function liveWindow({ lines, seq, total }: LiveLines, isMatch: (line: LogLine) => boolean): LogWindow {
  const matches = lines.filter(isMatch);
  const hasEarlier = lines.length < total || matches.length > MOST_HELD;
  return { entries: matches.slice(-MOST_HELD), hasEarlier, hasLater: false, throughSeq: seq };
}

/** A window somewhere in the log, of the two pages that meet there. */
export function windowAround(before: LogPage, after: LogPage): LogWindow {
  const entries = [...before.entries, ...after.entries];
  const throughSeq = after.hasMore ? lastSeqOf(entries) : after.asOfSeq;
  return { entries, hasEarlier: before.hasMore, hasLater: after.hasMore, throughSeq };
}

/** Whether a match at `seq`, if there is one, is among the entries held. */
export function reaches({ entries, hasEarlier, hasLater }: LogWindow, seq: number): boolean {
  const isBeyondFirst = !hasEarlier || (entries[0] !== undefined && entries[0].seq <= seq);
  return isBeyondFirst && (!hasLater || lastSeqOf(entries) >= seq);
}

/** The entry at `seq`, else the last one before it, else the first one; undefined where there is none. */
export function entryNearest(entries: readonly LogLine[], seq: number): LogLine | undefined {
  return entries.findLast((entry) => entry.seq <= seq) ?? entries[0];
}

/** The window with the page before it. Past the most that is held, its newest entries are let go. */
export function withEarlier(window: LogWindow, page: LogPage): LogWindow {
  const [first] = window.entries;
  const earlier = first ? page.entries.filter((entry) => entry.seq < first.seq) : page.entries;
  const all = [...earlier, ...window.entries];
  const entries = all.slice(0, MOST_HELD);
  const isCut = entries.length < all.length;
  return {
    entries,
    hasEarlier: page.hasMore,
    hasLater: window.hasLater || isCut,
    throughSeq: isCut ? lastSeqOf(entries) : window.throughSeq,
  };
}

/** The window with the page after it. Past the most that is held, its oldest entries are let go. */
export function withLater(window: LogWindow, page: LogPage): LogWindow {
  const later = page.entries.filter((entry) => entry.seq > window.throughSeq);
  const all = [...window.entries, ...later];
  const entries = all.slice(-MOST_HELD);
  return {
    entries,
    hasEarlier: window.hasEarlier || entries.length < all.length,
    hasLater: page.hasMore,
    throughSeq: page.hasMore ? lastSeqOf(later, window.throughSeq) : Math.max(page.asOfSeq, window.throughSeq),
  };
}

/**
 * The window with the matches that have come since. When some may have been missed, or when it is full and the reader
 * is not at its end (`keepsPlace`), it stays as it is and says that there are later ones.
 */
export function withLive(
  window: LogWindow,
  live: LiveLines,
  { isMatch, keepsPlace }: { isMatch: (line: LogLine) => boolean; keepsPlace: boolean },
): LogWindow {
  if (window.hasLater || live.seq <= window.throughSeq) return window;
  const added = linesAfter(live, window.throughSeq);
  if (added === null) return { ...window, hasLater: true };
  const matches = added.filter(isMatch);
  const all = matches.length > 0 ? [...window.entries, ...matches] : window.entries;
  if (all.length <= MOST_HELD) return { ...window, entries: all, throughSeq: live.seq };
  if (keepsPlace) return { ...window, hasLater: true };
  return { ...window, entries: all.slice(-MOST_HELD), hasEarlier: true, throughSeq: live.seq };
}

/** The lines after `seq`, or null when they may not be all there are. */
export function linesAfter({ lines, total }: LiveLines, seq: number): readonly LogLine[] | null {
  const [first] = lines;
  if (first && first.seq > seq + 1 && lines.length < total) return null;
  const from = lines.findLastIndex((line) => line.seq <= seq) + 1;
  return lines.slice(from);
}

function lastSeqOf(entries: readonly LogLine[], otherwise = 0): number {
  return entries.at(-1)?.seq ?? otherwise;
}
