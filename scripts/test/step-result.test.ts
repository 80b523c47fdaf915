import { describe, expect, test } from "vitest";
import { countPlaywright, countVitest, formatResults, judgeStep } from "./step-result.ts";

describe("counts of a runner's report", () => {
  test("vitest", () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 3 };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 4 });
  });

  test("playwright, where a flaky test has failed", () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 4 } };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 3, skipped: 4 });
  });

  test("a report of another shape is an error, never zero failures", () => {
    expect(() => countVitest({ passed: 3 })).toThrow("numPassedTests");
    expect(() => countPlaywright({})).toThrow("expected");
  });
});

describe("judgeStep", () => {
  const counts = (passed: number, failed: number) => ({ passed, failed, skipped: 0 });

  test.each([
    ["a check that passes", 0, undefined, counts(1, 0)],
    ["a check that fails", 2, undefined, counts(0, 1)],
    ["a runner that passes", 0, counts(9, 0), counts(9, 0)],
    ["a runner with failures", 1, counts(7, 2), counts(7, 2)],
    ["a runner that ends badly with no failed test", 1, counts(9, 0), counts(9, 1)],
    ["a runner that did not start", 1, counts(0, 0), counts(0, 1)],
    ["a runner that found no test", 0, counts(0, 0), counts(0, 1)],
  ])("%s", (_, exitCode, reported, judged) => {
    expect(judgeStep(exitCode, reported)).toEqual(judged);
  });
});

test("the last line is the sum", () => {
  const layers = { step: "layers", passed: 1, failed: 0, skipped: 0, seconds: 0.71 };
  const unit = { step: "unit", passed: 120, failed: 2, skipped: 0, seconds: 12.345 };
  expect(formatResults([layers, unit])).toMatchInlineSnapshot(`
    "  step          passed  failed skipped      time
    ✓ layers             1       0       0     0.7 s
    ✗ unit             120       2       0    12.3 s

    121 passed, 2 failed"
  `);
  expect(
    formatResults([layers, { ...unit, skipped: 3 }])
      .split("\n")
      .at(-1),
  ).toBe("121 passed, 2 failed, 3 skipped");
});
