import { expect, test } from "vitest";
import { createStubProvider } from "#tests/fixtures/stub-provider.ts";
import { createPriceSources } from "./price-sources.ts";

test("price files are a source only where a folder is configured", () => {
  expect([...createPriceSources({ pricesDir: null }).keys()]).toEqual(["sample"]);
  expect([...createPriceSources({ pricesDir: "prices" }).keys()]).toEqual(["files", "sample"]);
});

test("each live provider is a source, and all are one together, which comes first", () => {
  const [yahoo, massive] = [createStubProvider(), createStubProvider({ name: "massive" })];
  const sources = createPriceSources({ pricesDir: "prices", providers: [yahoo, massive] });
  expect([...sources.values()].map(({ name, label }) => `${name}: ${label}`)).toEqual([
    "live: Live: Yahoo Finance, then Massive",
    "yahoo: Yahoo Finance",
    "massive: Massive",
    expect.stringMatching(/^files: /),
    expect.stringMatching(/^sample: /),
  ]);
});

test("portfolios on all live providers go on where only one is left", async () => {
  const sources = createPriceSources({ pricesDir: null, providers: [createStubProvider()] });
  expect([...sources.keys()]).toEqual(["live", "yahoo", "sample"]);
  const answered = await sources.get("live")?.daily(["AAPL"], "2025-07-15", "2025-07-15");
  expect(answered?.answers.map(({ symbol, listing }) => [symbol, listing?.provider])).toEqual([["AAPL", "yahoo"]]);
});

test("the clock decides what the simulated market has reported", async () => {
  const reportedBy = async (date: string) => {
    const sources = createPriceSources({ pricesDir: null, clock: () => new Date(`${date}T23:00:00Z`) });
    return (await sources.get("sample")?.fundamentals("KO"))?.statements[0]?.periodEnd;
  };
  expect([await reportedBy("2025-06-16"), await reportedBy("2026-06-15")]).toEqual(["2025-03-31", "2026-03-31"]);
});
