import { foldRepeats, type LogFold } from "#lib/run/log-repeats.ts";
import type { LogLine } from "#lib/run/state.ts";

/** A row of the activity log: an entry, or a number of repeats as one. */
export interface LogRow {
  /** Of folded repeats the newest. */
  readonly line: LogLine;
  /** The seq of the first entry it stands for; its own where it stands for itself. */
  readonly first: number;
  /** The repeats it stands for, or, unfolded, begins; null for all other entries. */
  readonly repeats: LogRepeats | null;
}

export interface LogRepeats {
  readonly first: number;
  readonly last: number;
  /** What the first of them says. */
  readonly begin: string;
  readonly count: number;
  /** They stand at an edge of what is held: there may be more of them beyond. */
  readonly isPart: boolean;
  readonly isOpen: boolean;
}

/** Whether there are entries before the first and after the last that are held. */
export interface LogEdges {
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** Entries as rows: repeats as one each, unless one of their seqs is among `opened`; with null nothing is folded. */
export function logRows(entries: readonly LogLine[], opened: readonly number[] | null, edges: LogEdges): LogRow[] {
  if (opened === null) return entries.map((line) => ({ line, first: line.seq, repeats: null }));
  return foldRepeats(entries).flatMap((fold) => {
    const isPart = (edges.hasEarlier && fold.from === 0) || (edges.hasLater && fold.to === entries.length - 1);
    return rowsOf(entries, fold, { opened, isPart });
  });
}

interface Shown {
  readonly opened: readonly number[];
  readonly isPart: boolean;
}

function rowsOf(entries: readonly LogLine[], { from, to }: LogFold, { opened, isPart }: Shown): LogRow[] {
  const [first, line] = [entries[from], entries[to]];
  if (!first || !line) return [];
  if (from === to) return [{ line, first: line.seq, repeats: null }];
  const lines = entries.slice(from, to + 1);
  const isOpen = opened.some((seq) => seq >= first.seq && seq <= line.seq);
  const count = lines.reduce((sum, each) => sum + each.count, 0);
  const repeats = { first: first.seq, last: line.seq, begin: first.message, count, isPart, isOpen };
  if (!isOpen) return [{ line, first: first.seq, repeats }];
  return lines.map((each) => ({ line: each, first: each.seq, repeats: each === first ? repeats : null }));
}

/** The index of the row that shows the entry at `seq`, else of the next one after it; −1 past the last. */
export function rowIndexOf(rows: readonly LogRow[], seq: number): number {
  return rows.findIndex(({ line }) => line.seq >= seq);
}
