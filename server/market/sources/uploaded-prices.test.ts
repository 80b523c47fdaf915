import { expect, test } from "vitest";
import { createUploadedPrices } from "./uploaded-prices.ts";

const file = (name: string, ...lines: string[]) => ({ name, content: lines.join("\n") });
const CLOSES = file("closes.csv", "Date,KO,BRK.B", "2025-01-02,10,20", "2025-01-03,x,21");
const PEP = file("prices-PEP.csv", "Date,Close,Adj Close", "2025-01-02,100,50", "2025-01-03,50,50");
const ACTIONS = file("Actions.csv", "symbol,date,kind,value", "PEP,2025-01-03,split,2");
const NOW = new Date("2026-11-20T23:00:00Z");

test("is a source of one portfolio, named after it, not simulated and asked without a network", () => {
  const source = createUploadedPrices("p1", [CLOSES]);
  expect(source).toMatchObject({ name: "upload:p1", label: "Uploaded price files", simulated: false, remote: false });
  expect([...source.capabilities].sort()).toEqual(["daily", "search"]);
});

test("reads its files as those of a folder are: wide and per symbol, class shares, cells that are no price", async () => {
  const source = createUploadedPrices("p1", [CLOSES, PEP]);
  const { answers, failures } = await source.daily(["BRK-B", "KO", "PEP", "XYZ"], "2025-01-01", "2025-01-31");
  expect(
    answers.map(({ symbol, bars, rejected }) => [symbol, bars.map(({ close }) => close), rejected?.length]),
  ).toEqual([
    ["BRK-B", [20, 21], undefined],
    ["KO", [10], 1],
    ["PEP", [50, 50], undefined],
  ]);
  expect(failures).toEqual([{ symbol: "XYZ", code: "unknown-symbol", reason: "no uploaded file has it" }]);
  expect(await source.presentDate(NOW, ["PEP", "KO"])).toBe("2025-01-02");
  expect((await source.search("k")).map(({ symbol }) => symbol)).toEqual(["KO", "BRK.B"]);
});

test("with a table of splits and dividends its closes are as traded", async () => {
  const source = createUploadedPrices("p1", [PEP, ACTIONS]);
  const { answers } = await source.daily(["PEP"], "2025-01-01", "2025-01-31");
  expect(source.basis).toBe("as traded");
  expect(answers[0]?.bars.map(({ close }) => close)).toEqual([100, 50]);
  expect(answers[0]?.actions).toEqual([{ date: "2025-01-03", kind: "split", value: 2 }]);
});

test("with series of currencies or options it can be asked for those too", async () => {
  const source = createUploadedPrices("p1", [file("w.csv", "Date,EUR/USD,KO250117C00060000", "2025-01-02,1.03,2.5")]);
  expect([...source.capabilities]).toEqual(expect.arrayContaining(["fx", "option-quotes"]));
  const { answers } = await source.daily(["EUR/USD", "KO250117C00060000"], "2025-01-01", "2025-01-31");
  expect(answers.map(({ bars }) => bars[0]?.close)).toEqual([1.03, 2.5]);
});
