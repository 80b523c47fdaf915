import { describe, expect, test } from "vitest";
import { type DateInputs, runDates } from "./run-dates.ts";

const FRESH: DateInputs = {
  force: false,
  asked: { from: null, to: null },
  own: { from: null, to: null },
  earliestEntry: "2018-12-01",
  present: "2018-12-10",
  computedThrough: null,
  recomputeFrom: null,
};
const STORED: DateInputs = { ...FRESH, computedThrough: "2018-12-06" };

function range(inputs: Partial<DateInputs>, base = FRESH) {
  const chosen = runDates({ ...base, ...inputs });
  return "dates" in chosen ? [chosen.dates[0], chosen.dates.at(-1), chosen.dates.length] : chosen.nothingToDo;
}

describe("dates of a portfolio without snapshots", () => {
  test("go from the first session on or after the earliest entry to the present, closed days left out", () => {
    expect(range({})).toEqual(["2018-12-03", "2018-12-10", 5]);
  });

  test("are the run's range before the portfolio's", () => {
    const own = { from: "2018-12-04", to: "2018-12-07" };
    expect(range({ own })).toEqual(["2018-12-04", "2018-12-07", 3]);
    expect(range({ own, asked: { from: "2018-12-06", to: "2018-12-06" } })).toEqual(["2018-12-06", "2018-12-06", 1]);
  });

  test("end at the last session with prices", () => {
    expect(range({ own: { from: null, to: "2030-01-02" } })).toEqual(["2018-12-03", "2018-12-10", 5]);
  });

  test("[RUN12] are none without positions", () => {
    expect(range({ earliestEntry: null })).toBe("no positions");
  });

  test("are those of cash alone without positions, from a first date of its own on", () => {
    const own = { from: "2018-12-04", to: null };
    expect(range({ earliestEntry: null, own })).toEqual(["2018-12-04", "2018-12-10", 4]);
  });

  test("[RUN12] are none when the first entry is past the prices", () => {
    expect(range({ earliestEntry: "2025-06-30" })).toBe(
      "no sessions: 2025-06-30 is after 2018-12-10, the last session with prices",
    );
  });

  test("[RUN12] are none when the range is upside down or holds no session", () => {
    expect(range({ own: { from: "2018-12-07", to: "2018-12-04" } })).toBe(
      "no sessions: the first date, 2018-12-07, is after the last, 2018-12-04",
    );
    expect(range({ own: { from: "2018-12-08", to: "2018-12-09" } })).toBe("no sessions from 2018-12-08 to 2018-12-09");
  });
});

describe("dates of a portfolio with snapshots", () => {
  test("go on after the newest snapshot", () => {
    expect(range({}, STORED)).toEqual(["2018-12-07", "2018-12-10", 2]);
  });

  test("[RUN12] are none when nothing is new", () => {
    expect(range({ computedThrough: "2018-12-10" })).toBe("up to date");
    expect(range({ own: { from: null, to: "2018-12-06" } }, STORED)).toBe("up to date");
  });

  test("start where stored results no longer hold, and reach the newest of them", () => {
    expect(range({ recomputeFrom: "2018-12-04" }, STORED)).toEqual(["2018-12-04", "2018-12-10", 4]);
    const asked = { from: null, to: "2018-12-04" };
    expect(range({ recomputeFrom: "2018-12-04", asked }, STORED)).toEqual(["2018-12-04", "2018-12-06", 2]);
  });

  test("are all of them, or the asked ones, when forced", () => {
    expect(range({ force: true }, STORED)).toEqual(["2018-12-03", "2018-12-10", 5]);
    const asked = { from: "2018-12-04", to: "2018-12-04" };
    expect(range({ force: true, asked }, STORED)).toEqual(["2018-12-04", "2018-12-04", 1]);
  });

  test("never leave a gap behind the newest snapshot nor begin before the portfolio does", () => {
    expect(range({ force: true, asked: { from: "2018-12-10", to: null } }, STORED)).toEqual([
      "2018-12-07",
      "2018-12-10",
      2,
    ]);
    expect(range({ force: true, asked: { from: "2001-01-02", to: null } }, STORED)).toEqual([
      "2018-12-03",
      "2018-12-10",
      5,
    ]);
  });
});
