import { expect, test } from "vitest";
import {
  addSessions,
  earlyClose,
  isSession,
  presentSession,
  sessionOnOrAfter,
  sessionOnOrBefore,
  sessionsBetween,
} from "./nyse-calendar.ts";

const at = (instant: string) => presentSession(new Date(instant));

function closedWeekdays(from: string, to: string): string[] {
  const closed: string[] = [];
  for (const day = new Date(from); day <= new Date(to); day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    if (day.getUTCDay() % 6 !== 0 && !isSession(date)) closed.push(date);
  }
  return closed;
}

test("holidays are observed on the nearest weekday, but a Saturday's New Year is not made up for", () => {
  expect(isSession("2026-07-03")).toBe(false); // July 4 on a Saturday
  expect(isSession("2027-07-05")).toBe(false); // on a Sunday
  expect(isSession("2027-12-24")).toBe(false); // Christmas on a Saturday
  expect(isSession("2027-12-31")).toBe(true); // 2028-01-01 is a Saturday
  expect(isSession("2023-01-02")).toBe(false); // New Year on a Sunday
});

test("Martin Luther King's day closes from 1998, Juneteenth from 2022", () => {
  expect([isSession("1997-01-20"), isSession("1998-01-19")]).toEqual([true, false]);
  expect([isSession("2021-06-18"), isSession("2022-06-20"), isSession("2027-06-18")]).toEqual([true, false, false]);
});

test("the exchange's published holidays of 2025 to 2028 come out of the rules", () => {
  const weekdaysOff = (year: number) =>
    closedWeekdays(`${year}-01-01`, `${year}-12-31`)
      .map((date) => date.slice(5))
      .join(" ");
  expect(weekdaysOff(2025)).toBe("01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25");
  expect(weekdaysOff(2026)).toBe("01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25");
  expect(weekdaysOff(2027)).toBe("01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24");
  expect(weekdaysOff(2028)).toBe("01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25");
});

test("early closes carry their New York time", () => {
  const shortened = (dates: string[]) => dates.map(earlyClose);
  expect(shortened(["2024-07-03", "2024-11-29", "2024-12-24"])).toEqual(["13:00", "13:00", "13:00"]);
  expect(shortened(["2025-07-03", "2025-11-28", "2025-12-24"])).toEqual(["13:00", "13:00", "13:00"]);
  expect(shortened(["2026-11-27", "2026-12-24", "2027-11-26"])).toEqual(["13:00", "13:00", "13:00"]);
  expect(shortened(["2002-07-03", "2002-07-05", "2013-07-03", "2013-07-05"])).toEqual([null, "13:00", "13:00", null]);
  expect(shortened(["1990-12-24", "1997-10-27", "2003-12-26"])).toEqual(["14:00", "15:30", "13:00"]);
});

test("a full session, a holiday and an observed holiday have no early close", () => {
  expect(["2026-07-02", "2026-07-03", "2021-12-24", "2026-11-26", "2026-11-30"].map(earlyClose)).toEqual(
    Array(5).fill(null),
  );
});

test("a range is inclusive, crosses years and is empty when reversed", () => {
  expect(sessionsBetween("2024-12-30", "2025-01-03")).toEqual(["2024-12-30", "2024-12-31", "2025-01-02", "2025-01-03"]);
  expect(sessionsBetween("2018-12-03", "2019-12-06")).toHaveLength(255);
  expect(sessionsBetween("2025-01-04", "2025-01-05")).toEqual([]);
  expect(sessionsBetween("2025-02-01", "2025-01-01")).toEqual([]);
  expect(sessionsBetween("2026-01-01", "2025-01-01")).toEqual([]);
});

test("the neighbours of a closed day lie across weekends and years", () => {
  expect(sessionOnOrAfter("2021-01-01")).toBe("2021-01-04");
  expect(sessionOnOrBefore("2021-01-03")).toBe("2020-12-31");
  expect(sessionOnOrAfter("2022-12-31")).toBe("2023-01-03");
  expect([sessionOnOrAfter("2025-06-30"), sessionOnOrBefore("2025-06-30")]).toEqual(["2025-06-30", "2025-06-30"]);
});

test("counting sessions is the inverse of listing them", () => {
  const sessions = sessionsBetween("2019-06-03", "2023-03-01");
  const middle = 500;
  for (const step of [-500, -252, -1, 0, 1, 252, 440]) {
    expect(addSessions(sessions[middle]!, step)).toBe(sessions[middle + step]);
  }
  expect([addSessions("2025-07-05", -1), addSessions("2025-07-05", 0), addSessions("2025-07-05", 1)]).toEqual([
    "2025-07-03",
    "2025-07-07",
    "2025-07-08",
  ]);
});

test("the present is the last session past 16:30 in New York, in winter and in summer", () => {
  expect(at("2025-01-14T21:29:59Z")).toBe("2025-01-13");
  expect(at("2025-01-14T21:30:00Z")).toBe("2025-01-14");
  expect(at("2025-07-15T20:29:59Z")).toBe("2025-07-14");
  expect(at("2025-07-15T20:30:00Z")).toBe("2025-07-15");
});

test("the present follows New York's date, not Greenwich's, and the change of clocks", () => {
  expect(at("2025-07-16T03:00:00Z")).toBe("2025-07-15");
  expect(at("2025-03-10T20:30:00Z")).toBe("2025-03-10"); // the Monday after the clocks went forward
  expect(at("2025-11-03T20:45:00Z")).toBe("2025-10-31"); // 15:45 on the Monday after they went back
});

test("weekends, holidays, year ends and half days keep the same rule", () => {
  expect(at("2025-07-04T22:00:00Z")).toBe("2025-07-03");
  expect(at("2026-01-01T23:00:00Z")).toBe("2025-12-31");
  expect(at("2024-02-29T21:30:00Z")).toBe("2024-02-29");
  expect(at("2024-11-29T20:00:00Z")).toBe("2024-11-27"); // closed since 13:00, judged at 16:30 all the same
});

test("a date outside the calendar's years is refused, never guessed", () => {
  expect(() => isSession("1960-01-04")).toThrow(RangeError);
  expect(() => sessionOnOrAfter("soon")).toThrow(RangeError);
  expect(isSession("2024-02-30")).toBe(false);
});
