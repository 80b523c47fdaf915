import { expect, test } from "vitest";
import * as z from "zod/mini";
import { required } from "#lib/assert.ts";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { unwatchCommand, watchCommand, watchRunsCommand } from "./commands.ts";
import { CONTRACT_VERSION, runEvent } from "./events.ts";
import { reduce } from "./reduce.ts";

test("[EVT8] the contract is frozen", async () => {
  const contract = Object.fromEntries(
    Object.entries({ runEvent, watchCommand, unwatchCommand, watchRunsCommand }).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema),
    ]),
  );
  await expect(
    `${JSON.stringify(contract, null, 2)}\n`,
    "The contract with browsers and scripts has changed, as the difference shows: raise CONTRACT_VERSION in " +
      "lib/run/events.ts, then run `vitest -u lib/run/events.test.ts` to write the new version's file.",
  ).toMatchFileSnapshot(`./contract.v${CONTRACT_VERSION}.snap`);
});

test("[EVT1] every event has run, seq from 1, and time", () => {
  const [event] = numbered([runStart]);
  expect(runEvent.safeParse(event).success).toBe(true);
  expect(runEvent.safeParse({ ...event, seq: 0 }).success).toBe(false);
  expect(runEvent.safeParse({ ...event, runId: undefined }).success).toBe(false);
});

test("[EVT2] a type it does not know is no event", () => {
  const [event] = numbered([phaseComplete("phase_1")]);
  expect(runEvent.safeParse(event).success).toBe(true);
  expect(runEvent.safeParse({ ...event, type: "phase-finished" }).success).toBe(false);
});

test("[EVT8] events stored by version 1, without usual durations, are read as before", () => {
  const [event] = numbered([runStart]);
  expect(event).not.toHaveProperty("usual");
  expect(runEvent.parse(event)).toEqual(event);
  expect(reduce(queuedRun, required(event, "event"))).toMatchObject({ status: "running", usual: null });
});

test("[EVT8] what versions 1 and 2 stored of a phase that ended, without details, is read as before", () => {
  const [start, end] = numbered([runStart, phaseComplete("phase_1")]);
  expect(runEvent.parse(end)).toEqual(end);
  const state = [start, end].reduce((run, event) => reduce(run, required(event, "event")), queuedRun);
  expect(state.phases[0]).toMatchObject({ status: "completed", details: [] });
});

test("[EVT7] the details of a phase that ended are in its row", () => {
  const details = [{ title: "Priced by", items: ["Yahoo Finance: AAPL (1)"] }];
  const [start, end] = numbered([runStart, phaseComplete("phase_1", { details })]);
  const state = [start, end].reduce((run, event) => reduce(run, required(event, "event")), queuedRun);
  expect(state.phases[0]?.details).toEqual(details);
});
