import { expect, test } from "vitest";
import { nextStop, replayStops } from "./replay-stops.ts";

const phases = [
  { phase: "phase_1", fromSeq: 2, toSeq: 40, status: "warning" },
  { phase: "phase_0", fromSeq: null, toSeq: 41, status: "skipped" },
  { phase: "phase_1_5", fromSeq: 42, toSeq: null, status: null },
] as const;

test("stops are the beginning, each phase once, and the end", () => {
  expect(replayStops({ phases }, 60)).toEqual([0, 2, 41, 42, 60]);
  expect(replayStops({ phases: [] }, 0)).toEqual([0]);
});

test("from any point the next stop either way, and no further than there are any", () => {
  const stops = replayStops({ phases }, 60);
  expect(nextStop(stops, 20, "on")).toBe(41);
  expect(nextStop(stops, 20, "back")).toBe(2);
  expect(nextStop(stops, 41, "on")).toBe(42);
  expect(nextStop(stops, 41, "back")).toBe(2);
  expect(nextStop(stops, 60, "on")).toBe(60);
  expect(nextStop(stops, 0, "back")).toBe(0);
});
