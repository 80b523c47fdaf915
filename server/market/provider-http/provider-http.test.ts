import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ANSWER, failureOf, type HttpRig, KEY, startHttpRig } from "#tests/fixtures/providers/http-rig.ts";
import type { ProviderGate } from "./provider-gate.ts";
import { measureUsage } from "./usage.ts";

let rig: HttpRig;
beforeEach(async () => {
  rig = await startHttpRig();
});
afterEach(() => rig.server.close());

describe("a question for JSON", () => {
  test("is answered as its schema reads it, with one request", async () => {
    expect(await rig.ask()).toEqual(ANSWER);
    expect(rig.server.asked).toHaveLength(1);
    expect(rig.server.asked[0]?.headers).toMatchObject({ accept: "application/json", authorization: `Bearer ${KEY}` });
    expect(rig.reported).toEqual(["enter", "succeeded"]);
  });

  test.each([429, 500, 503])("is asked again after %i, until it is answered", async (status) => {
    rig.server.fault({ times: 2, fault: { kind: "status", status } });
    expect(await rig.ask()).toEqual(ANSWER);
    expect(rig.server.asked).toHaveLength(3);
    expect(rig.clock.pauses).toContain(500);
    expect(rig.clock.pauses).toContain(1000);
    expect(rig.reported.filter((what) => what === "enter")).toHaveLength(3);
  });

  test("is asked again when the connection was cut, or broke off in the answer", async () => {
    rig.server.fault({ times: 1, fault: { kind: "cut" } });
    rig.server.fault({ times: 1, fault: { kind: "truncated" } });
    expect(await rig.ask()).toEqual(ANSWER);
    expect(rig.reported).toEqual(["enter", "network", "enter", "bad-response", "enter", "succeeded"]);
  });
});

describe("a Retry-After", () => {
  test("in seconds is waited out before the next attempt", async () => {
    rig.server.fault({ times: 1, fault: { kind: "status", status: 429, retryAfter: "7" } });
    expect(await rig.ask()).toEqual(ANSWER);
    expect(rig.clock.pauses).toEqual([7000]);
  });

  test("as a date is compared with the server's own", async () => {
    const headers = { date: "Fri, 14 Mar 2025 14:00:00 GMT", "retry-after": "Fri, 14 Mar 2025 14:00:30 GMT" };
    rig.server.fault({ times: 1, fault: { kind: "status", status: 503, headers } });
    expect(await rig.ask()).toEqual(ANSWER);
    expect(rig.clock.pauses).toEqual([30_000]);
  });

  test("of more than a minute is a failure at once, and a pause for everybody", async () => {
    rig.server.fault({ times: 1, fault: { kind: "status", status: 429, retryAfter: "120" } });
    const gate = rig.openGate();
    const error = await failureOf(rig.ask(rig.open({ gate })));
    expect(error).toMatchObject({ code: "rate-limited", status: 429, retryAfterMs: 120_000 });
    const refused = await failureOf(rig.ask(rig.open({ gate })));
    expect(refused.message).toBe(
      "Massive asked for a pause and is asked again at 14:02 UTC; the last time: Massive refused: too many requests (429)",
    );
    expect(rig.server.asked).toHaveLength(1);
    expect(rig.clock.pauses).toEqual([]);
  });
});

describe("the way to a provider", () => {
  test("is used by so many requests at once and no more", async () => {
    rig.server.latencyMs = 15;
    const bounded = rig.open({ concurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => rig.ask(bounded)));
    expect(rig.server.asked).toHaveLength(12);
    expect(rig.server.mostAtOnce).toBe(3);
  });

  test("closes after five failures in a row; a retry that is not let in fails by what came before", async () => {
    rig.server.fault({ fault: { kind: "status", status: 500 } });
    const failures = [await failureOf(rig.ask()), await failureOf(rig.ask()), await failureOf(rig.ask())];
    expect(failures.map((error) => error.code)).toEqual(["server-error", "server-error", "paused"]);
    expect(rig.server.asked).toHaveLength(5);
  });

  test("an error of the gate's own passes as it is, and nothing is sent", async () => {
    const away = Object.assign(new Error("the database is away"), { code: "CONNECTION_CLOSED" });
    const gate: ProviderGate = { ...rig.openGate(), enter: () => Promise.reject(away) };
    await expect(rig.ask(rig.open({ gate }))).rejects.toBe(away);
    expect(rig.server.asked).toHaveLength(0);
  });

  test("what it cost is measured, also by the meter around", async () => {
    rig.server.fault({ times: 1, fault: { kind: "status", status: 429, retryAfter: "3" } });
    const told: unknown[] = [];
    const outer = await measureUsage(
      async () => {
        const inner = await measureUsage(() => rig.ask());
        expect(inner.usage).toMatchObject([{ provider: "massive", requests: 2, retries: 1, waitedMs: 3000 }]);
        rig.clock.advance(1);
        return rig.ask();
      },
      { waiting: (...wait) => told.push(wait) },
    );
    expect(outer.usage).toMatchObject([{ provider: "massive", requests: 3, retries: 1, waitedMs: 3000 }]);
    expect(outer.usage[0]?.busyMs).toBeGreaterThan(0);
    expect(told).toEqual([["massive", 3000, "it asked for a pause"]]);
  });
});

describe("an aborted signal", () => {
  const reason = new Error("the run was cancelled");

  test("ends a request that is under way", async () => {
    rig.server.fault({ fault: { kind: "slow", ms: 60_000 } });
    const controller = new AbortController();
    const asked = rig.ask(rig.http, controller.signal);
    await expect.poll(() => rig.server.asked).toHaveLength(1);
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(rig.reported).toEqual(["enter"]);
  });

  test("ends the wait before another attempt", async () => {
    rig.server.fault({ fault: { kind: "status", status: 500 } });
    rig.clock.hold();
    const controller = new AbortController();
    const asked = rig.ask(rig.http, controller.signal);
    await expect.poll(() => rig.clock.pauses).toEqual([500]);
    controller.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(rig.server.asked).toHaveLength(1);
  });

  test("ends the wait for others to be through, whose place goes to the next", async () => {
    const release = rig.server.fault({ fault: { kind: "stalled" } });
    const narrow = rig.open({ concurrency: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [first, second].map(({ signal }) => rig.ask(narrow, signal));
    const third = rig.ask(narrow);
    await expect.poll(() => rig.server.asked).toHaveLength(1);
    second.abort(reason);
    await expect(asked[1]).rejects.toBe(reason);
    release();
    first.abort(reason);
    await expect(asked[0]).rejects.toBe(reason);
    expect(await third).toEqual(ANSWER);
  });

  test("is not listened to any more when the answer is there", async () => {
    const { signal } = new AbortController();
    await rig.ask(rig.http, signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("asks nothing when it was aborted before", async () => {
    await expect(rig.ask(rig.http, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(rig.server.asked).toHaveLength(0);
  });
});
