import { describe, expect, test } from "vitest";
import { joinedRanges, missingRanges, settledPart, withOverlap } from "./coverage.ts";

const range = (from: string, to: string) => ({ from: `2020-01-${from}`, to: `2020-01-${to}` });
const NEEDED = range("02", "31");

describe("missingRanges", () => {
  test("is all of it where nothing is covered, and none of it where all is", () => {
    expect(missingRanges(NEEDED, [])).toEqual([NEEDED]);
    expect(missingRanges(NEEDED, [{ from: "2019-01-01", to: "2021-01-01" }])).toEqual([]);
  });

  test("is what lies before, between and after the covered ranges", () => {
    expect(missingRanges(NEEDED, [range("07", "08"), range("14", "22")])).toEqual([
      range("02", "06"),
      range("09", "13"),
      range("23", "31"),
    ]);
  });

  test("leaves out parts without a session: a weekend, a holiday", () => {
    expect(missingRanges(range("02", "17"), [range("02", "10"), range("13", "17")])).toEqual([]);
    expect(missingRanges(range("13", "20"), [range("13", "17")])).toEqual([]);
  });
});

describe("joinedRanges", () => {
  test("joins what overlaps, touches, or has only a weekend between", () => {
    expect(joinedRanges([range("13", "17"), range("02", "06"), range("05", "10")])).toEqual([range("02", "17")]);
  });

  test("keeps apart what has a session between", () => {
    const apart = [range("02", "06"), range("08", "10")];
    expect(joinedRanges(apart)).toEqual(apart);
  });

  test("keeps the longer range where one holds the other", () => {
    expect(joinedRanges([range("02", "31"), range("06", "07")])).toEqual([NEEDED]);
  });
});

describe("settledPart", () => {
  const later = new Date("2020-03-01T12:00:00Z");
  const soon = new Date("2020-02-02T12:00:00Z");

  test("is all that was asked once it is a week old, bars or none", () => {
    expect(settledPart(NEEDED, "2020-01-15", later)).toEqual(NEEDED);
    expect(settledPart(NEEDED, null, later)).toEqual(NEEDED);
  });

  test("ends at the newest bar where the source may still publish the rest, and a week ago where there is none since", () => {
    expect(settledPart(NEEDED, "2020-01-30", soon)).toEqual(range("02", "30"));
    expect(settledPart(NEEDED, "2020-01-10", soon)).toEqual(range("02", "26"));
    expect(settledPart(range("28", "31"), null, soon)).toBeNull();
  });
});

describe("withOverlap", () => {
  test("reaches 30 days into what is covered before, and no further than that is", () => {
    const missing = range("20", "31");
    expect(withOverlap(missing, [{ from: "2019-01-01", to: "2020-01-17" }])).toEqual({
      from: "2019-12-21",
      to: "2020-01-31",
    });
    expect(withOverlap(missing, [range("02", "06"), range("13", "17")])).toEqual(range("13", "31"));
  });

  test("is the missing range itself where nothing before it is covered", () => {
    const missing = range("20", "31");
    expect(withOverlap(missing, [])).toEqual(missing);
    expect(withOverlap(missing, [{ from: "2018-01-02", to: "2019-06-03" }])).toEqual(missing);
    expect(withOverlap(missing, [{ from: "2020-02-03", to: "2020-02-07" }])).toEqual(missing);
  });
});
