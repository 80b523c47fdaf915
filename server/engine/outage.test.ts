import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { errorText } from "./error-text.ts";
import { isDatabaseOutage, isDiskFull, isOutage, throughOutage } from "./outage.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failure = (code: string) => Object.assign(new Error(code), { code });

test("[RUN10] a database that is away is told from a statement that is wrong, also inside another error", () => {
  for (const code of ["CONNECTION_CLOSED", "ECONNREFUSED", "ENOENT", "57P01", "08006", "40P01"]) {
    expect(isOutage(failure(code))).toBe(true);
    expect(isOutage(new Error("query failed", { cause: failure(code) }))).toBe(true);
  }
  for (const code of ["23505", "22012", "42P01"]) expect(isOutage(failure(code))).toBe(false);
  expect(isOutage("text")).toBe(false);
});

test("[RUN10] a full disk is waited for as an outage is, and said in words of its own", () => {
  const full = failure("53100");
  expect([isOutage(full), isDiskFull(new DrizzleQueryError("insert", [], full))]).toEqual([true, true]);
  expect(isDiskFull(failure("53300"))).toBe(false);
  expect(errorText(new DrizzleQueryError("insert", [], full))).toBe("The database's disk is full");
});

test("[RUN10] a price server or file that is away is no outage of the database", () => {
  const refused = failure("ECONNREFUSED");
  expect(isDatabaseOutage(refused)).toBe(false);
  expect(isDatabaseOutage(new Error("prices", { cause: failure("ENOENT") }))).toBe(false);
  expect(isDatabaseOutage(new DrizzleQueryError("select", [], refused))).toBe(true);
  expect(isDatabaseOutage(new DrizzleQueryError("select", [], failure("42P01")))).toBe(false);
  expect(isDatabaseOutage(failure("CONNECTION_CLOSED"))).toBe(true);
});

test("[RUN10] work goes on when the database is back", async () => {
  let attempts = 0;
  const work = throughOutage(async () => {
    attempts += 1;
    if (attempts < 6) throw failure("ECONNREFUSED");
    return "done";
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await work).toBe("done");
  expect(attempts).toBe(6);
});

test("[RUN10] patience ends, with the database's own error, counted from the first failure", async () => {
  let attempts = 0;
  const slow = async () => {
    attempts += 1;
    if (attempts === 1) await new Promise((resume) => setTimeout(resume, 600_000));
    throw failure("ECONNREFUSED");
  };
  const work = throughOutage(slow, { patienceMs: 60_000 });
  const ended = expect(work).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(attempts).toBe(1);
  await vi.advanceTimersByTimeAsync(70_000);
  expect(attempts).toBeGreaterThan(5);
  await ended;
});

test("[RUN11] whoever is told to stop during an outage tries a moment longer, and no more", async () => {
  const stopping = new AbortController();
  const work = vi.fn(() => Promise.reject(failure("ECONNREFUSED")));
  const ended = expect(throughOutage(work, { signal: stopping.signal })).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
  await vi.advanceTimersByTimeAsync(30_000);
  const before = work.mock.calls.length;
  stopping.abort();
  await vi.advanceTimersByTimeAsync(1);
  await ended;
  expect(work.mock.calls.length).toBe(before + 1);
});

test("[RUN10] a statement that is wrong is not tried again", async () => {
  const work = vi.fn(() => Promise.reject(failure("23505")));
  await expect(throughOutage(work)).rejects.toMatchObject({ code: "23505" });
  expect(work).toHaveBeenCalledTimes(1);
});
