import { expect, test } from "vitest";
import { silenceMs } from "./worker-silence.ts";

test("of a run at work that tells nothing for ten seconds it is said for how long", () => {
  expect(silenceMs({ status: "running" }, 20_000, 10_001)).toBeNull();
  expect(silenceMs({ status: "running" }, 31_000, 10_000)).toBe(21_000);
});

test("of a run that waits or has ended, or whose newest event is not known, nothing is said", () => {
  expect(silenceMs({ status: "queued" }, 60_000, 0)).toBeNull();
  expect(silenceMs({ status: "completed" }, 60_000, 0)).toBeNull();
  expect(silenceMs({ status: "running" }, 60_000, null)).toBeNull();
  expect(silenceMs({ status: "running" }, null, 0)).toBeNull();
});
