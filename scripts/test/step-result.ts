/** What one step of `npm test` came to. */
export type StepResult = { step: string; passed: number; failed: number; skipped: number; seconds: number };

type Counts = Pick<StepResult, "passed" | "failed" | "skipped">;

/** The numbers of vitest's JSON report: `numPassedTests`, `numFailedTests`, `numPendingTests`, `numTodoTests`. */
export function countVitest(report: unknown): Counts {
  return {
    passed: read(report, "numPassedTests"),
    failed: read(report, "numFailedTests"),
    skipped: read(report, "numPendingTests") + read(report, "numTodoTests"),
  };
}

/** The numbers of Playwright's JSON report. A flaky test, one that passed only when repeated, has failed. */
export function countPlaywright(report: unknown): Counts {
  const stats = typeof report === "object" && report !== null && "stats" in report ? report.stats : undefined;
  return {
    passed: read(stats, "expected"),
    failed: read(stats, "unexpected") + read(stats, "flaky"),
    skipped: read(stats, "skipped"),
  };
}

/**
 * Sets a runner's counts against its exit code: one that ended badly without naming a failed test (it did not start,
 * or broke outside its tests), and one that ran no test at all, count as one failure. Without a report the step itself
 * is the one thing that passed or failed.
 */
export function judgeStep(exitCode: number, counts: Counts | undefined): Counts {
  if (!counts) return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  const sound = counts.failed > 0 || (exitCode === 0 && counts.passed > 0);
  return sound ? counts : { ...counts, failed: 1 };
}

/** A line per step, and last `N passed, N failed` with `, N skipped` where there are any. */
export function formatResults(results: readonly StepResult[]): string {
  const rows = results.map(({ step, passed, failed, skipped, seconds }) => {
    const mark = failed > 0 ? "✗" : "✓";
    const numbers = [passed, failed, skipped].map((count) => String(count).padStart(8)).join("");
    return `${mark} ${step.padEnd(12)}${numbers}${`${seconds.toFixed(1)} s`.padStart(10)}`;
  });
  const sum = (key: keyof Counts) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  const head = `  step          passed  failed skipped      time`;
  return [head, ...rows, "", `${sum("passed")} passed, ${sum("failed")} failed${skipped}`].join("\n");
}

function read(object: unknown, key: string): number {
  const value = typeof object === "object" && object !== null ? Reflect.get(object, key) : undefined;
  if (typeof value !== "number") throw new Error(`the test report has no number called ${key}`);
  return value;
}
