import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { every } from "./repeat.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("[RUN7] turns never overlap, and a failure ends nothing", async () => {
  let atWork = 0;
  let turns = 0;
  const failures: unknown[] = [];
  const work = async () => {
    expect(++atWork).toBe(1);
    await new Promise((resume) => setTimeout(resume, 250));
    atWork -= 1;
    turns += 1;
    if (turns === 1) throw new Error("first");
  };
  const repeated = every(100, work, (error) => failures.push(error));
  await vi.advanceTimersByTimeAsync(1_050);
  expect(turns).toBe(3);
  expect(failures).toEqual([new Error("first")]);
  await repeated.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("[RUN11] stopping waits for the turn in hand and starts no other", async () => {
  const order: string[] = [];
  const work = async () => {
    await new Promise((resume) => setTimeout(resume, 50));
    order.push("turn");
  };
  const repeated = every(100, work, () => undefined);
  await vi.advanceTimersByTimeAsync(120);
  const stopped = repeated.stop().then(() => order.push("stopped"));
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
  expect(order).toEqual(["turn", "stopped"]);
});
