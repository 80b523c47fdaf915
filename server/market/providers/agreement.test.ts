import { afterAll, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import type { DailyAnswer, MarketProvider } from "#server/market/price-source.ts";
import { answerOf, dailyTruth } from "#tests/fixtures/providers/daily-truth.ts";
import { startFmpStub } from "#tests/fixtures/providers/fmp-stub.ts";
import { startMassiveStub } from "#tests/fixtures/providers/massive-stub.ts";
import { patientHttp } from "#tests/fixtures/providers/patient-http.ts";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { startYahooStub } from "#tests/fixtures/providers/yahoo-stub.ts";
import { createFmp } from "./fmp/fmp.ts";
import { createMassive } from "./massive/massive.ts";
import { createYahoo } from "./yahoo/yahoo.ts";

const FROM = "2022-01-03";
const TO = "2025-06-20";
const now = () => new Date("2025-06-20T22:00:00Z");
const SYMBOLS = ["SPLT", "BOTH", "RVRS", "GONE", "FRSH", "BRK.B"];

/** Yahoo publishes closes in single precision, divided by the later splits. */
const CLOSE_TO = 1e-6;

const stubs = await Promise.all([startYahooStub({ now }), startMassiveStub(), startFmpStub()]);
const [yahooStub, massiveStub, fmpStub] = stubs;
const providers: readonly MarketProvider[] = [
  createYahoo({ http: yahooHttp(), url: yahooStub.url, now }),
  createMassive({ http: patientHttp("massive"), key: "test-key", url: massiveStub.url, now }),
  createFmp({ http: patientHttp("fmp"), key: "test-key", url: fmpStub.url, now }),
];
afterAll(() => Promise.all(stubs.map((stub) => stub.close())));

const results = Promise.all(providers.map((provider) => provider.daily(SYMBOLS, FROM, TO)));

const PRICES = ["open", "high", "low", "close"] as const;

function worstDifference(a: DailyAnswer, b: Pick<DailyAnswer, "bars">): number {
  const differences = a.bars.flatMap((bar, index) => {
    const other = required(b.bars[index], "bar");
    return PRICES.map((price) => Math.abs((bar[price] ?? 0) / (other[price] ?? 0) - 1));
  });
  return Math.max(0, ...differences);
}

const inOrder = ({ actions }: Pick<DailyAnswer, "actions">) =>
  [...actions].sort((a, b) => (`${a.date} ${a.kind}` < `${b.date} ${b.kind}` ? -1 : 1));

test.each(SYMBOLS)("Yahoo, Massive and FMP tell one history of %s", async (symbol) => {
  const truth = dailyTruth(symbol, FROM, TO);
  for (const result of await results) {
    const answer = answerOf(result, symbol);
    expect(answer.bars.map(({ date }) => date)).toEqual(truth.bars.map(({ date }) => date));
    expect(answer.bars.map(({ volume }) => volume)).toEqual(truth.bars.map(({ volume }) => volume));
    expect(worstDifference(answer, { bars: [...truth.bars] })).toBeLessThan(CLOSE_TO);
    expect(inOrder(answer)).toEqual(inOrder({ actions: [...truth.actions] }));
    expect(answer.listing?.currency).toBe("USD");
  }
});

test("a total return over every action is the same from each", async () => {
  const returns = (await results).map((result) =>
    SYMBOLS.map((symbol) => {
      const { bars, actions } = answerOf(result, symbol);
      return bars.slice(1).reduce((grown, bar, index) => {
        const ofDay = actions.filter(({ date }) => date === bar.date);
        const split = ofDay.find(({ kind }) => kind === "split")?.value ?? 1;
        const dividend = ofDay.find(({ kind }) => kind === "dividend")?.value ?? 0;
        return (grown * (bar.close * split + dividend)) / required(bars[index], "bar").close;
      }, 1);
    }),
  );
  const [yahoo, massive, fmp] = returns;
  expect(massive).toEqual(fmp);
  for (const [index, value] of (massive ?? []).entries()) expect(yahoo?.[index]).toBeCloseTo(value, 5);
});
