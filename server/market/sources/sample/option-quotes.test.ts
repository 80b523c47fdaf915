import { expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { sessionsBetween } from "../../nyse-calendar.ts";
import { createSampleMarket } from "../sample-market.ts";

const market = createSampleMarket();
const ALL = ["2022-01-03", "2027-12-31"] as const;

async function quotesOf(symbol: string, from: string = ALL[0], to: string = ALL[1]) {
  const { answers } = await market.daily([symbol], from, to);
  return required(answers[0], `answer for ${symbol}`).bars;
}
const reasonOf = async (symbol: string, from: string, to: string) => (await market.daily([symbol], from, to)).failures;

test("a contract is quoted on every session from three years before its expiry to that day, and on none after", async () => {
  const dates = (await quotesOf("AAPL260116C00200000")).map(({ date }) => date);
  expect(dates).toEqual(sessionsBetween("2023-01-17", "2026-01-16"));
  expect(await reasonOf("AAPL260116C00200000", "2026-01-17", "2026-06-30")).toEqual([
    { symbol: "AAPL260116C00200000", code: "no-data", reason: "expired on 2026-01-16" },
  ]);
  expect((await reasonOf("AAPL260116C00200000", "2022-01-03", "2022-12-30"))[0]?.reason).toBe("quoted from 2023-01-17");
});

test("quotes are whole cents, the same whatever range is asked, and at expiry what exercising brings", async () => {
  const whole = await quotesOf("XOM250919P00115000");
  for (const { close } of whole) expect(close).toBe(Math.round(close * 100) / 100);
  expect(await quotesOf("XOM250919P00115000", "2025-08-01", "2025-08-29")).toEqual(
    whole.filter(({ date }) => date >= "2025-08-01" && date <= "2025-08-29"),
  );
  const [spot] = await quotesOf("XOM", "2025-09-19", "2025-09-19");
  expect(whole.at(-1)?.close).toBeCloseTo(Math.max(0.01, 115 - spot!.close), 1);
});

test("a quote lies between what exercising brings and the share itself, and longer ones cost more", async () => {
  const [near, far, shares] = await Promise.all([
    quotesOf("SPY251219C00550000", "2025-06-30", "2025-12-19"),
    quotesOf("SPY270115C00550000", "2025-06-30", "2025-12-19"),
    quotesOf("SPY", "2025-06-30", "2025-12-19"),
  ]);
  for (const [n, { close }] of shares.entries()) {
    expect(near[n]!.close).toBeGreaterThanOrEqual(Math.floor(100 * Math.max(0, close - 550)) / 100);
    expect(near[n]!.close).toBeLessThan(close);
    expect(far[n]!.close).toBeGreaterThan(near[n]!.close);
  }
});

test("what its underlying cannot be asked for, an option cannot either", async () => {
  expect((await reasonOf("FB270115C00500000", ...ALL))[0]).toMatchObject({
    code: "unknown-symbol",
    reason: "no options on FB: renamed to META on 2022-06-09",
  });
  expect((await reasonOf("FXAIX270115C00200000", ...ALL))[0]?.reason).toBe("no options on FXAIX: it is a mutual fund");
  expect((await quotesOf("HZNP260116C00120000")).at(-1)?.date).toBe("2025-10-06");
  expect(await market.profile("AAPL260116C00200000")).toBeNull();
});

test("class shares are found by the root of their options; padded symbols are understood", async () => {
  const [plain, padded] = [await quotesOf("BRKB260116P00400000"), await quotesOf("BRKB  260116P00400000")];
  expect(plain).toEqual(padded);
  expect(plain.find(({ date }) => date === "2025-06-30")!.close).toBeGreaterThan(1);
});
