import type { RunTimeline } from "#lib/run/timeline.ts";

/** The seqs where something begins: the beginning, each phase, and the end. */
export function replayStops({ phases }: Pick<RunTimeline, "phases">, lastSeq: number): readonly number[] {
  const begun = phases.flatMap(({ fromSeq, toSeq }) => fromSeq ?? toSeq ?? []);
  return [...new Set([0, ...begun, lastSeq])].sort((a, b) => a - b);
}

/** The stop before or after a point; the outermost where there is none. */
export function nextStop(stops: readonly number[], seq: number, way: "back" | "on"): number {
  const found = way === "on" ? stops.find((stop) => stop > seq) : stops.findLast((stop) => stop < seq);
  return found ?? (way === "on" ? Math.max(seq, ...stops) : 0);
}
