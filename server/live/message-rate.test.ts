import { expect, test } from "vitest";
import { createMessageRate } from "./message-rate.ts";

function rate() {
  const clock = { ms: 0 };
  const next = createMessageRate(() => clock.ms);
  const send = (count: number) => Array.from({ length: count }, next);
  return { clock, send };
}

test("[LIVE1] a burst of 120 messages is taken, more are refused, and after a second twenty are taken again", () => {
  const { clock, send } = rate();
  expect(new Set(send(120))).toEqual(new Set(["taken"]));
  expect(send(1)).toEqual(["refused"]);
  clock.ms += 1_050;
  const fates = send(21);
  expect(fates.filter((fate) => fate === "taken")).toHaveLength(20);
  clock.ms += 3_600_000;
  expect(new Set(send(120))).toEqual(new Set(["taken"]));
  expect(send(1)).toEqual(["refused"]);
});

test("[LIVE1] whoever goes on sending after a hundred refusals is cut off", () => {
  const { send } = rate();
  send(120);
  expect(new Set(send(100))).toEqual(new Set(["refused"]));
  expect(send(1)).toEqual(["cut-off"]);
});
