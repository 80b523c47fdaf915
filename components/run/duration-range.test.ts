import { expect, test } from "vitest";
import { leftText, usualText } from "./duration-range.ts";

test.each([
  [39_200, 39_900, "~0:40 left"],
  [30_000, 49_500, "0:30–0:50 left"],
  [0, 200, "~0:01 left"],
  [3_720_000, 4_230_000, "1:02:00–1:10:30 left"],
])("[PRG2] %d to %d ms left reads %s", (lowMs, highMs, text) => {
  expect(leftText({ lowMs, highMs })).toBe(text);
});

test.each([
  [812, 1_390, "usual 0.8–1.4 s"],
  [810, 840, "usual 0.8 s"],
  [3, 40, "usual under 0.1 s"],
  [65_000, 130_000, "usual 1:05–2:10"],
])("[PRG2] a phase of %d to %d ms reads %s", (lowMs, highMs, text) => {
  expect(usualText({ lowMs, highMs })).toBe(text);
});
