import type { SkippedRow } from "#lib/portfolio-import/skipped-row.ts";

/** Lines left out for one reason: "Lines 1–7, 20", with how many they are. */
export interface GroupedSkips {
  readonly reason: string;
  readonly lines: string;
  readonly count: number;
}

const MOST_RANGES = 6;

/** What was left out by reason, in the order of the file; neighbours are told as a range. */
export function groupedSkips(skipped: readonly SkippedRow[]): GroupedSkips[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].map(([reason, rows]) => {
    const ranges = rangesOf([...new Set(rows.map(({ row }) => row))].sort((a, b) => a - b));
    const told = ranges.slice(0, MOST_RANGES).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
    const more = ranges.length > MOST_RANGES ? " and others" : "";
    const isOne = ranges.length === 1 && ranges[0]?.[0] === ranges[0]?.[1];
    return { reason, lines: `${isOne ? "Line" : "Lines"} ${told.join(", ")}${more}`, count: rows.length };
  });
}

function rangesOf(rows: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges;
}
