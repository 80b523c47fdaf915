import { expect, test } from "vitest";
import { runTimes } from "./run-times.ts";

const run = { startedAt: "2026-11-27T10:06:36.400Z", endedAt: "2026-11-27T10:06:39.900Z" };

test("a run that has ended says on which day, from when and until when, in UTC and by any other clock", () => {
  expect(runTimes(run, "en-US")).toBe("Nov 27, 2026, 10:06:36 to 10:06:39");
  expect(runTimes(run, "en-US", "Asia/Tokyo")).toBe("Nov 27, 2026, 19:06:36 to 19:06:39");
});

test("a run over midnight names both days; one that never began, when it ended", () => {
  expect(runTimes({ ...run, endedAt: "2026-11-28T00:00:01.000Z" }, "en-US")).toBe(
    "Nov 27, 2026, 10:06:36 to Nov 28, 2026, 00:00:01",
  );
  expect(runTimes({ ...run, startedAt: null }, "en-US")).toBe("Nov 27, 2026, 10:06:39");
  expect(runTimes({ ...run, endedAt: null }, "en-US")).toBeNull();
});
