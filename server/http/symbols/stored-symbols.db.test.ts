import { afterAll, beforeAll, expect, it } from "vitest";
import { newYorkDate } from "#lib/new-york-date.ts";
import { corporateActions, priceCoverage, symbolListings } from "#server/db/schema/market.ts";
import { shiftedDate } from "#server/market/coverage.ts";
import { createTestApi, json, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

let api: TestApi;
let ann: TestUser;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  const { db } = api.parts;
  const split = (symbol: string, exDate: string, value: number, source = "live") => {
    return { source, symbol, exDate, value, kind: "split" as const };
  };
  await db
    .insert(corporateActions)
    .values([
      ...[split("NVDA", "2021-07-20", 4), split("NVDA", "2024-06-10", 10), split("NVDA", "2024-06-10", 7, "other")],
      { ...split("NVDA", "2024-06-11", 0.01), kind: "dividend" },
    ]);
  const coverage = (symbol: string, toDate = newYorkDate(new Date())) => {
    return { source: "live", symbol, fromDate: "2020-01-06", toDate };
  };
  const lately = shiftedDate(newYorkDate(new Date()), -10);
  await db.insert(priceCoverage).values([coverage("NVDA"), coverage("RIO.L"), coverage("OLDCO", lately)]);
  const listing = (symbol: string, currency: string) => {
    return { source: "live", symbol, currency, provider: "yahoo", updatedAt: new Date() };
  };
  await db.insert(symbolListings).values([listing("NVDA", "USD"), listing("RIO.L", "GBp")]);
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const ask = (symbols: { symbol: string; since: string }[]) =>
  api.request("/api/v1/symbols/stored", { ...json("POST", { source: "live", symbols }), as: ann });

it("tells the splits since each symbol is held, its currency, and what nothing is stored of", async () => {
  const answer = await ask([
    { symbol: "NVDA", since: "2022-01-03" },
    { symbol: "RIO.L", since: "2024-01-02" },
    { symbol: "NEWCO", since: "2024-01-02" },
  ]);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    splits: [{ symbol: "NVDA", date: "2024-06-10", ratio: 10 }],
    foreign: [{ symbol: "RIO.L", currency: "GBP" }],
    unstored: ["NEWCO"],
  });
});

it("tells of which the days since their entry are not all collected: their splits are not all known", async () => {
  const uncollected = async (symbol: string, since: string) => {
    return (await (await ask([{ symbol, since }])).json()).unstored;
  };
  // Between Friday and Monday no split comes into force.
  expect(await uncollected("NVDA", "2020-01-03")).toEqual([]);
  expect(await uncollected("NVDA", "2020-01-02")).toEqual(["NVDA"]);
  expect(await uncollected("NVDA", "1900-01-02")).toEqual(["NVDA"]);
  expect(await uncollected("OLDCO", "2022-01-03")).toEqual(["OLDCO"]);
  expect(await (await ask([{ symbol: "NVDA", since: "2019-01-02" }])).json()).toMatchObject({
    splits: [{ date: "2021-07-20" }, { date: "2024-06-10" }],
  });
});

it("tells no split of the day of the entry, and nothing of no symbols", async () => {
  const split = await (await ask([{ symbol: "NVDA", since: "2024-06-10" }])).json();
  expect(split).toMatchObject({ splits: [] });
  expect(await (await ask([])).json()).toEqual({ splits: [], foreign: [], unstored: [] });
});
