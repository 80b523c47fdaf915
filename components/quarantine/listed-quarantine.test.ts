import { afterEach, expect, test, vi } from "vitest";
import { doubtAgain, type ListedQuarantine, release, ruleName } from "./listed-quarantine.ts";

const STRETCH: ListedQuarantine = {
  ...{ source: "yahoo", symbol: "ACME", from: "2025-03-03", to: "2025-03-05", prices: 3, rule: "scale" },
  ...{ reason: "", detectedAt: "", runId: null, releasable: true, released: null, note: null },
};

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: unknown) {
  const fetched = vi.fn(async (_path: string, _init: { body: string }) => Response.json(body, { status }));
  vi.stubGlobal("fetch", fetched);
  return () => fetched.mock.calls.map(([path, init]) => [path, JSON.parse(init.body)]);
}

test("an admin releases prices of any source, an owner those of a portfolio", async () => {
  const sent = answering(200, { prices: 3 });
  expect(await release(STRETCH, "it traded so")).toEqual({
    said: "3 prices of ACME released. What follows is computed by the next run.",
  });
  await release(STRETCH, "", "p1");
  const wanted = { symbol: "ACME", from: "2025-03-03", to: "2025-03-05" };
  expect(sent()).toEqual([
    ["/api/v1/admin/quarantine/release", { ...wanted, source: "yahoo", note: "it traded so" }],
    ["/api/v1/portfolios/p1/quarantine/release", { ...wanted, note: null }],
  ]);
});

test("a refusal is told with what to do", async () => {
  answering(404, {
    code: "ERR_QUARANTINE_001",
    detail: "There is no such price",
    fix: "Load the list again.",
    errors: [],
  });
  expect(await doubtAgain(STRETCH, "")).toEqual({ refused: "There is no such price. Load the list again." });
});

test("rules have names", () => {
  expect([ruleName("unadjusted-split"), ruleName("new-rule")]).toEqual(["Split not as in the table", "new-rule"]);
});
