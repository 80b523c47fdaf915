import { expect, test } from "vitest";
import { listedRun } from "#tests/fixtures/listed-runs.ts";
import { readHistoryAddress } from "./history-address.ts";
import { newRunCount } from "./new-runs.ts";

const old = listedRun({ id: "a", createdAt: "2026-01-02T10:00:00.000Z" });
const older = listedRun({ id: "b", createdAt: "2026-01-02T09:00:00.000Z" });
const fresh = listedRun({ id: "c", createdAt: "2026-01-02T11:00:00.000Z", status: "running" });
const page = { address: readHistoryAddress({}), runs: [old, older], isLast: false };

test("runs that have begun since are new, those on the page and those of older pages are not", () => {
  const ancient = listedRun({ id: "d", createdAt: "2025-12-31T09:00:00.000Z" });
  expect(newRunCount([old, older, fresh, ancient], page)).toBe(1);
  expect(newRunCount([ancient], { ...page, isLast: true })).toBe(1);
});

test("an older page has none: new runs are on the first", () => {
  expect(newRunCount([fresh], { ...page, address: readHistoryAddress({ cursor: "x" }) })).toBe(0);
});

test.each([
  [{ status: "running" }, 1],
  [{ status: "failed,completed" }, 0],
  [{ text: "GROW" }, 1],
  [{ text: "ann@" }, 1],
  [{ text: "bonds" }, 0],
  [{ portfolioId: "p" }, 1],
  [{ portfolioId: "another" }, 0],
])("only what the filter %o shows is counted", (params, count) => {
  expect(newRunCount([fresh], { ...page, address: readHistoryAddress(params) })).toBe(count);
});
