import { expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { sessionsBetween } from "../../nyse-calendar.ts";
import { createSampleMarket } from "../sample-market.ts";

const market = createSampleMarket({ clock: () => new Date("2026-11-20T23:00:00Z") });
const YEAR = ["2025-06-30", "2026-06-30"] as const;

async function datesOf(symbol: string, from: string = YEAR[0], to: string = YEAR[1]): Promise<string[]> {
  const { answers } = await market.daily([symbol], from, to);
  return required(answers[0], `answer for ${symbol}`).bars.map(({ date }) => date);
}
const failureOf = async (symbol: string, from: string, to: string) =>
  (await market.daily([symbol], from, to)).failures[0];

test("HZNP is delisted: bars until then, afterwards no data, no profile and no statements", async () => {
  expect((await datesOf("HZNP")).at(-1)).toBe("2025-10-06");
  expect(await failureOf("HZNP", "2025-10-07", "2026-06-30")).toEqual({
    symbol: "HZNP",
    code: "no-data",
    reason: "delisted after 2025-10-06",
  });
  expect(await market.profile("HZNP")).toBeNull();
  expect(await market.fundamentals("HZNP")).toBeNull();
  const before = createSampleMarket({ clock: () => new Date("2025-10-06T23:00:00Z") });
  expect(await before.profile("HZNP")).toMatchObject({ name: "Horizon Therapeutics Public Limited Company" });
  expect(await before.fundamentals("HZNP")).not.toBeNull();
});

test("FB is META now: unknown under its old name whenever asked, there under its new one all along", async () => {
  for (const [from, to] of [["2020-01-02", "2020-12-31"] as const, YEAR]) {
    expect(await failureOf("FB", from, to)).toEqual({
      symbol: "FB",
      code: "unknown-symbol",
      reason: "renamed to META on 2022-06-09",
    });
    expect(await datesOf("META", from, to)).toEqual(sessionsBetween(from, to));
  }
  expect(await market.profile("FB")).toBeNull();
  expect(await market.fundamentals("FB")).toBeNull();
});

test("FIG is listed late: no bar, profile or statement before", async () => {
  expect((await datesOf("FIG"))[0]).toBe("2025-07-31");
  expect((await failureOf("FIG", "2025-01-02", "2025-07-30"))?.reason).toBe("listed on 2025-07-31");
  expect(await createSampleMarket({ clock: () => new Date("2025-07-30T23:00:00Z") }).profile("FIG")).toBeNull();
  const young = createSampleMarket({ clock: () => new Date("2025-08-20T23:00:00Z") });
  const { answers } = await young.daily(["FIG"], "2025-01-02", "2025-08-20");
  const closes = required(answers[0], "answer").bars.map(({ close }) => close);
  expect((await young.profile("FIG"))?.week52High).toBeCloseTo(Math.max(...closes), 1);
  expect((await young.profile("FIG"))?.beta).toBeNull();
});

test("QHBC trades on one session in four, never more than a week apart", async () => {
  const dates = await datesOf("QHBC");
  const sessions = sessionsBetween(...YEAR);
  expect(Math.abs(dates.length - sessions.length / 4)).toBeLessThan(1);
  const days = dates.map((date) => Date.parse(date) / 86_400_000);
  expect(Math.max(...days.slice(1).map((day, before) => day - days[before]!))).toBeLessThanOrEqual(7);
});

test("a range with none of its sessions on which it trades is no data", async () => {
  const [first] = await datesOf("QHBC");
  const [next] = sessionsBetween(first!, "2025-12-31").slice(1);
  expect((await failureOf("QHBC", next!, next!))?.code).toBe("no-data");
});
