import { expect, it } from "vitest";
import { listenerReadiness, readinessOf } from "./readiness.ts";

it.each([
  ["works", async () => true, undefined],
  ["says that it does not", async () => false, "The queue does not work"],
  ["fails", () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1")), "The queue cannot be reached"],
  ["is silent", () => new Promise<boolean>(() => undefined), "The queue does not answer"],
])("tells of a part that %s, and nothing of its inside", async (_how, works, detail) => {
  const ready = detail === undefined;
  expect(await readinessOf("queue", works, 20)).toEqual({ name: "queue", ready, ...(ready ? {} : { detail }) });
});

it("[LIVE4] tells that notifications are not heard, and that the server works all the same", () => {
  expect(listenerReadiness("heard")).toEqual({ name: "listener", ready: true });
  expect(listenerReadiness("lost")).toMatchObject({ ready: true, detail: "polling: notifications are not heard" });
  expect(listenerReadiness("unreachable").ready).toBe(false);
});
