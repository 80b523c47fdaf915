import { expect, test } from "vitest";
import type { ListedRun } from "#lib/run/listed-run.ts";
import { listedRun } from "#tests/fixtures/listed-runs.ts";
import { newestRun, newsSince } from "./newest-run.ts";

const first = listedRun({ id: "r1", createdAt: "2026-01-02T10:00:00.000Z" });
const second = listedRun({ id: "r2", createdAt: "2026-01-02T11:00:00.000Z", status: "running", endedAt: null });
const known = (...runs: ListedRun[]) => new Map(runs.map((run) => [run.id, run]));
const account = { id: "p", lastRun: { id: "r2", status: "running" as const } };

test("the newest run of a portfolio is the one begun last, in whatever order they are told", () => {
  expect(newestRun([second, first], "p")?.id).toBe("r2");
  expect(newestRun([first, second], "p")?.id).toBe("r2");
  expect(newestRun([first, second], "another")).toBeUndefined();
});

test("a run that goes on is no news, one that has ended is, until the list has been read again", () => {
  expect(newsSince(known(first, second), [account])).toBe("");
  const ended = { ...second, status: "partial", endedAt: "2026-01-02T11:00:09.000Z" } as const;
  expect(newsSince(known(first, ended), [account])).toBe("r2");
  expect(newsSince(known(first, ended), [{ id: "p", lastRun: ended }])).toBe("");
});

test("a portfolio that was not there is news", () => {
  expect(newsSince(known(second), [])).toBe("p");
});
