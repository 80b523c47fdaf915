import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isOutage, throughOutage } from "./outage.ts";

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

test("[RUN10] patience ends, with the database's own error", async () => {
  const work = throughOutage(() => Promise.reject(failure("ECONNREFUSED")), 60_000);
  const ended = expect(work).rejects.toMatchObject({ code: "ECONNREFUSED" });
  await vi.advanceTimersByTimeAsync(70_000);
  await ended;
});

test("[RUN10] a statement that is wrong is not tried again", async () => {
  const work = vi.fn(() => Promise.reject(failure("23505")));
  await expect(throughOutage(work)).rejects.toMatchObject({ code: "23505" });
  expect(work).toHaveBeenCalledTimes(1);
});
