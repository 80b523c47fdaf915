import { describe, expect, test } from "vitest";
import { failedOfPlaywright, failedOfVitest, formatFailures } from "./failed-tests.ts";

describe("the failed tests of a runner's report", () => {
  test("vitest, a file that failed outside its tests among them", () => {
    const report = {
      testResults: [
        {
          name: "/project/a.test.ts",
          status: "failed",
          message: "",
          assertionResults: [
            { fullName: "sum is symmetric", status: "passed", failureMessages: [] },
            {
              fullName: "sum has a zero",
              status: "failed",
              failureMessages: [
                "\u001b[31mexpected 1\u001b[39m",
                "seed 7\n    at run (file:///project/node_modules/x.js:1:2)",
              ],
            },
          ],
        },
        { name: "/project/b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
      ],
    };
    expect(failedOfVitest(report)).toEqual([
      { file: "/project/a.test.ts", title: "sum has a zero", message: "expected 1\nseed 7" },
      { file: "/project/b.test.ts", title: "outside its tests", message: "no such module" },
    ]);
  });

  test("playwright, those of inner groups and flaky ones among them", () => {
    const spec = (title: string, status: string, ...messages: string[]) => ({
      title,
      file: "a.spec.ts",
      line: 3,
      tests: [{ projectName: "wide", status, results: messages.map((message) => ({ errors: [{ message }] })) }],
    });
    const report = {
      suites: [
        {
          title: "a.spec.ts",
          specs: [spec("fine", "expected"), spec("left out", "skipped"), spec("broken", "unexpected", "too wide")],
          suites: [{ title: "at night", specs: [spec("late", "flaky", "not yet")] }],
        },
      ],
      errors: [
        { message: "no such module", location: { file: "/project/b.spec.ts", line: 2, column: 1 } },
        { message: "the server did not start" },
      ],
    };
    expect(failedOfPlaywright(report)).toEqual([
      { file: "a.spec.ts:3", title: "[wide] broken", message: "too wide" },
      { file: "a.spec.ts:3", title: "[wide] at night late", message: "not yet" },
      { file: "/project/b.spec.ts:2", title: "outside its tests", message: "no such module" },
      { file: "the run", title: "outside its tests", message: "the server did not start" },
    ]);
  });

  test("a report of another shape is an error, never no failures", () => {
    expect(() => failedOfVitest({ results: [] })).toThrow("testResults");
    expect(() => failedOfPlaywright({})).toThrow("suites");
  });
});

describe("formatFailures", () => {
  const failed = (message: string) => ({ file: "/project/lib/a.test.ts", title: "sum has a zero", message });

  test("names step, file and title, and says what the test said", () => {
    expect(
      formatFailures(
        [
          { step: "unit", failures: [failed("expected 1\n\nseed 7")] },
          { step: "e2e", failures: [{ file: "b.spec.ts:3", title: "[wide] broken", message: "too wide" }] },
        ],
        "/project",
      ),
    ).toMatchInlineSnapshot(`
      "✗ unit: lib/a.test.ts: sum has a zero
          expected 1

          seed 7

      ✗ e2e: b.spec.ts:3: [wide] broken
          too wide"
    `);
  });

  test("of a long message it shows the first twenty lines, and says how many there are more", () => {
    const message = Array.from({ length: 23 }, (_, index) => `line ${index + 1}`).join("\n");
    expect(
      formatFailures([{ step: "unit", failures: [failed(message)] }], "/project")
        .split("\n")
        .slice(-2),
    ).toEqual(["    line 20", "    … 3 more lines above"]);
  });

  test("where nothing failed it is empty", () => {
    expect(formatFailures([{ step: "unit", failures: [] }], "/project")).toBe("");
  });
});
