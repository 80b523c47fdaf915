import * as fc from "fast-check";
import { expect, test } from "vitest";
import { anyEvents, queuedRun } from "#tests/fixtures/run-events.ts";
import { pastState } from "./past-state.ts";
import { fold } from "./reduce.ts";

test("[EVT7] the state at any seq is the fold of the events up to it, also without its log entries", () => {
  fc.assert(
    fc.property(anyEvents, fc.nat({ max: 60 }), (events, at) => {
      const seq = Math.min(at, events.length);
      const whole = fold(queuedRun, events.slice(0, seq));
      const steps = events.filter(({ type }) => type !== "log");
      expect(pastState(queuedRun, steps, seq, { log: whole.log, logCounts: whole.logCounts })).toEqual(whole);
    }),
  );
});
