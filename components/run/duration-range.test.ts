import { expect, test } from "vitest";
import { leftText, usualText } from "./duration-range.ts";

test.each([
  [39_200, 39_900, "~40s left"],
  [30_000, 49_500, "30–50s left"],
  [0, 200, "~1s left"],
  [45_000, 80_000, "45s–1m 20s left"],
  [3_720_000, 4_230_000, "1h 02m–1h 10m left"],
])("[PRG2] %d to %d ms left reads %s", (lowMs, highMs, text) => {
  expect(leftText({ lowMs, highMs })).toBe(text);
});

test.each([
  [812, 1_390, "usual 0.8–1.4s"],
  [810, 840, "usual 0.8s"],
  [3, 180, "usual up to 0.2s"],
  [3, 40, "usual under 0.1s"],
  [65_000, 130_000, "usual 1m 05s–2m 10s"],
])("[PRG2] a phase of %d to %d ms reads %s", (lowMs, highMs, text) => {
  expect(usualText({ lowMs, highMs })).toBe(text);
});
