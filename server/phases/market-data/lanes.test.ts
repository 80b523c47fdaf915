import { expect, test } from "vitest";
import { createLanes } from "./lanes.ts";

const outer = () => new AbortController();

test("so many pieces are at work at once, and one's end makes room", async () => {
  const lanes = createLanes(2, outer().signal);
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  lanes.start(() => first.promise);
  expect([lanes.isFull(), lanes.isEmpty()]).toEqual([false, false]);
  lanes.start(() => second.promise);
  expect(lanes.isFull()).toBe(true);
  second.resolve();
  await lanes.oneEnded();
  expect(lanes.isFull()).toBe(false);
  first.resolve();
  await lanes.oneEnded();
  expect(lanes.isEmpty()).toBe(true);
  await lanes.oneEnded();
});

test("a failure is thrown to whoever waits, also after its piece has ended", async () => {
  const lanes = createLanes(2, outer().signal);
  lanes.start(async () => {
    throw new Error("no");
  });
  await expect(lanes.oneEnded()).rejects.toThrow("no");
  expect(lanes.isEmpty()).toBe(true);
  expect(lanes.throwIfFailed).toThrow("no");
});

test("abandoned lanes abort what is at work and wait for its end", async () => {
  const lanes = createLanes(2, outer().signal);
  const ended: unknown[] = [];
  lanes.start(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          ended.push(signal.reason);
          reject(new Error("aborted"));
        });
      }),
  );
  await lanes.abandon("over");
  expect([ended, lanes.isEmpty()]).toEqual([["over"], true]);
});
