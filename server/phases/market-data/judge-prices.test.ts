import { expect, test } from "vitest";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import { judgePrices } from "./judge-prices.ts";
import type { KnownPrices, QuarantinedRow } from "./read-known-prices.ts";

const SOURCE = { name: "yahoo", basis: "as traded" } as const;
const ASKED = { from: "2025-07-01", to: "2025-07-15" };
const BEFORE = sessionsBetween("2025-03-25", "2025-06-30");
const SPOILT = "2025-07-08";

const price = (date: string) => 100 + ((Date.parse(date) / 86_400_000) % 3);
const closesOf = (dates: readonly string[], change: Readonly<Record<string, number>> = {}) =>
  new Map(dates.map((date) => [date, change[date] ?? price(date)]));

function fetched(change: Readonly<Record<string, number>> = {}): FetchedSymbol {
  const seen = { open: null, high: null, low: null, volume: null, provider: null };
  const closes = closesOf(sessionsBetween(ASKED.from, ASKED.to), change);
  const bars = [...closes].map(([date, close]) => ({ ...seen, date, close }));
  return {
    symbol: "ACME",
    bars,
    actions: [],
    rejected: [],
    answered: [ASKED],
    settled: [],
    failure: null,
    listing: null,
  };
}

const row = (date: string, close: number, change: Partial<QuarantinedRow> = {}): QuarantinedRow => ({
  ...{ source: "yahoo", symbol: "ACME", date, open: null, high: null, low: null, close, volume: null, provider: null },
  ...{ rule: "scale", reason: "", detectedAt: new Date(0), runId: null },
  ...{ releasedAt: null, releasedBy: null, releaseNote: null, ...change },
});

function judge(answer: FetchedSymbol, known: Partial<KnownPrices> = {}, stored = new Map<string, number>()) {
  const suppliers = new Map([...stored.keys()].map((date) => [date, null]));
  const series = { closes: stored, suppliers, actions: [], currency: null };
  return judgePrices(SOURCE, {
    ...{ fetched: answer, series },
    known: { closes: closesOf(BEFORE), splits: new Map(), quarantined: [], ...known },
  });
}

test("what is doubted is no bar, and is new to the quarantine once", () => {
  const wild = fetched({ [SPOILT]: 10_000 });
  const first = judge(wild);
  expect(first.fetched.bars.map(({ date }) => date)).not.toContain(SPOILT);
  expect(first.quarantined).toMatchObject([{ date: SPOILT, close: 10_000, rule: "scale" }]);
  const again = judge(wild, { quarantined: [row(SPOILT, 10_000)] });
  expect(again.quarantined).toEqual([]);
  expect(again.doubted).toHaveLength(1);
  expect(judge(wild, { quarantined: [row(SPOILT, 9_000)] }).quarantined).toHaveLength(1);
});

test("a stored price that is doubted now is withdrawn, another one of the date stays", () => {
  const wild = fetched({ [SPOILT]: 10_000 });
  expect(judge(wild, {}, new Map([[SPOILT, 10_000]])).withdrawn).toEqual([SPOILT]);
  expect(judge(wild, {}, new Map([[SPOILT, 100]])).withdrawn).toEqual([]);
});

test("a released price is believed and vouches for no other, wherever it stands", () => {
  const released = { releasedAt: new Date(), rule: "scale" };
  const wild = fetched({ [SPOILT]: 10_000 });
  expect(judge(wild, { quarantined: [row(SPOILT, 10_000, released)] }).doubted).toEqual([]);
  const long = "2025-06-10";
  const known = { closes: closesOf(BEFORE, { [long]: 10_000 }), quarantined: [row(long, 10_000, released)] };
  expect(judge(wild, known).doubted.map(({ date }) => date)).toEqual([SPOILT]);
});

test("a price in quarantine whose date has another one is left alone", () => {
  const known = { quarantined: [row("2025-06-10", 10_000)] };
  expect(judge(fetched(), known)).toMatchObject({ reinstated: [], settled: [], doubted: [] });
});

test("what waits and is believed now comes back; what is no price never does", () => {
  const without = closesOf(BEFORE.filter((date) => date !== "2025-06-10" && date !== "2025-06-11"));
  const quarantined = [row("2025-06-10", 101), row("2025-06-11", 99, { rule: "duplicate" })];
  const { reinstated, fetched: believed } = judge(fetched(), { closes: without, quarantined });
  expect(reinstated).toEqual(["2025-06-10"]);
  expect(believed.bars[0]).toMatchObject({ date: "2025-06-10", close: 101 });
});

test("a believed price ends the quarantine of its date", () => {
  expect(judge(fetched(), { quarantined: [row(SPOILT, 10_000)] }).settled).toEqual([SPOILT]);
  const released = row(SPOILT, 10_000, { releasedAt: new Date() });
  expect(judge(fetched(), { quarantined: [released] }).settled).toEqual([SPOILT]);
});

test("what another provider has supplied is not doubted for what this one says", () => {
  const stored = new Map([[SPOILT, 100]]);
  const wild = fetched({ [SPOILT]: 10_000 });
  const series = { closes: stored, suppliers: new Map([[SPOILT, "fmp"]]), actions: [], currency: null };
  const known = { closes: closesOf(BEFORE), splits: new Map(), quarantined: [] };
  expect(judgePrices(SOURCE, { fetched: wild, series, known }).doubted).toEqual([]);
});
