import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { breathe } from "./breathe.ts";

let now = 1_000_000;

beforeEach(() => {
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

/** Whether the event loop had a turn during `breathe`. */
async function hadTurn(): Promise<boolean> {
  let turn = false;
  const waiting = setImmediate(() => {
    turn = true;
  });
  await breathe();
  clearImmediate(waiting);
  return turn;
}

test("[RUN4] the event loop gets a turn when it was held for 25 ms, and not before", async () => {
  expect(await hadTurn()).toBe(true);
  now += 24;
  expect(await hadTurn()).toBe(false);
  now += 1;
  expect(await hadTurn()).toBe(true);
});
