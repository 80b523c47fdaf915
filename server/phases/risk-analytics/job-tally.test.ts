import { expect, test } from "vitest";
import type { DateAnalysis } from "./compute.ts";
import { failureCount, NO_FAILURES, tallied, tallyWarnings } from "./job-tally.ts";

const date = (found: Partial<DateAnalysis>) => ({
  factors: [],
  sectors: [],
  risk: {},
  stress: [],
  correlation: null,
  failures: [],
  lowCoverage: [],
  ...found,
});

test("[PH9] one cause on many dates is one warning", () => {
  const failing = date({ failures: [{ job: "rate-beta", reasons: ["IR Beta: TLT has no prices"] }] });
  const tally = [failing, failing, date({})].reduce(tallied, NO_FAILURES);
  expect(failureCount(tally)).toBe(2);
  expect(tallyWarnings(tally, 3)).toEqual([
    {
      code: "analytics-failed",
      message: "IR beta failed on 2 of 3 dates",
      items: ["IR Beta: TLT has no prices on 2 dates"],
    },
  ]);
});

test("factors short of the same symbols share a warning that names them", () => {
  const low = date({
    lowCoverage: [
      { factor: "Value", symbols: ["NEW", "ABC"] },
      { factor: "Growth", symbols: ["NEW", "ABC"] },
    ],
  });
  expect(tallyWarnings(tallied(NO_FAILURES, low), 254)).toEqual([
    {
      code: "coverage-low",
      message: "Coverage below 80% on 1 of 254 dates for Value, Growth; 2 symbols without a beta",
      items: ["NEW", "ABC"],
    },
  ]);
});

test("nothing failed, no warning; a clean date leaves the tally as it is", () => {
  expect(tallied(NO_FAILURES, date({}))).toBe(NO_FAILURES);
  expect(tallyWarnings(NO_FAILURES, 254)).toEqual([]);
});
