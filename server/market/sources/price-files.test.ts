import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { testDataPath } from "#tests/fixtures/test-data.ts";
import type { PriceSource } from "../price-source.ts";
import { createPriceFiles } from "./price-files.ts";

const NOW = new Date("2026-11-20T23:00:00Z");
let folder: string;
let source: PriceSource;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "price-files-"));
  source = createPriceFiles(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const put = (file: string, ...lines: string[]) => writeFile(join(folder, file), lines.join("\n"));
const january = (...symbols: string[]) => source.daily(symbols, "2025-01-01", "2025-01-31");

test("a wide file gives closes per column, empty cells are simply not there", async () => {
  await put("closes.csv", "Date,AAPL,msft", "2025-01-02,10,20", "2025-01-03,,21", "2025-01-06,12,22");
  expect(await january("MSFT", "AAPL")).toEqual({
    answers: [
      {
        symbol: "MSFT",
        actions: [],
        bars: [close("2025-01-02", 20), close("2025-01-03", 21), close("2025-01-06", 22)],
      },
      { symbol: "AAPL", actions: [], bars: [close("2025-01-02", 10), close("2025-01-06", 12)] },
    ],
    failures: [],
  });
});

const close = (date: string, price: number) => ({
  date,
  open: null,
  high: null,
  low: null,
  close: price,
  volume: null,
});

test("a file per symbol is named after its last dash and may be unsorted, with a BOM, CRLF and comments", async () => {
  await put(
    "daily-2025-KO.csv",
    "\uFEFF# downloaded\r",
    "date,open,high,low,close,volume\r",
    "2025-01-03,11,13,10,12,2000\r",
    "2025-01-02,10,12,9,11,1000\r",
  );
  const { answers } = await january("KO");
  expect(answers[0]?.bars).toEqual([
    { date: "2025-01-02", open: 10, high: 12, low: 9, close: 11, volume: 1000 },
    { date: "2025-01-03", open: 11, high: 13, low: 10, close: 12, volume: 2000 },
  ]);
});

test("with an adjusted close the whole bar is brought onto its basis", async () => {
  await put("x-KO.csv", "Date,Open,High,Low,Close,Adj Close,Volume", "2025-01-02,10,12,8,10,5,1000");
  const { answers } = await january("KO");
  expect(answers[0]?.bars).toEqual([{ date: "2025-01-02", open: 5, high: 6, low: 4, close: 5, volume: 1000 }]);
});

test("columns named like fields are symbols in a wide file", async () => {
  await put("closes.csv", "Date,LOW,OPEN", "2025-01-02,220,2");
  const { answers } = await january("LOW", "OPEN");
  expect(answers.map(({ symbol, bars }) => [symbol, bars[0]?.close])).toEqual([
    ["LOW", 220],
    ["OPEN", 2],
  ]);
});

test("a symbol in two files is refused, naming both, and the others are served", async () => {
  await put("a.csv", "Date,KO,PEP", "2025-01-02,1,2");
  await put("b-KO.csv", "date,close", "2025-01-02,1");
  const { answers, failures } = await january("KO", "PEP");
  expect(answers.map(({ symbol }) => symbol)).toEqual(["PEP"]);
  expect(failures).toEqual([
    { symbol: "KO", code: "duplicate-symbol", reason: "it is in more than one file: a.csv and b-KO.csv" },
  ]);
});

test("a symbol twice in one file, also as BRK.B and BRK-B, is refused", async () => {
  await put("a.csv", "Date,BRK.B,BRK-B", "2025-01-02,1,2");
  expect((await january("BRK.B")).failures).toEqual([
    { symbol: "BRK.B", code: "duplicate-symbol", reason: "it is twice in a.csv" },
  ]);
});

test("cells that are no price are named with their line and never become a bar", async () => {
  await put(
    "closes.csv",
    "Date,KO,PEP",
    "2025-01-02,10,20",
    "2025-01-03,NaN,20",
    "2025-01-06,0,20",
    "2025-01-07,-3,20",
    "2025-01-08,ten,20",
    "2025-01-09,11,20",
    "2025-01-10,12,20",
    "1/13/2025,13,",
    "2025-01-14,1e999,20",
  );
  const { answers } = await january("KO", "PEP");
  expect(answers[0]?.bars.map(({ date }) => date)).toEqual(["2025-01-02", "2025-01-10"]);
  expect(answers[0]?.rejected).toMatchObject([
    { date: "2025-01-03", value: "NaN", place: "line 3, column KO", reason: "not a number" },
    { date: "2025-01-06", value: "0", place: "line 4, column KO", reason: "not a positive price" },
    { date: "2025-01-07", value: "-3", place: "line 5, column KO", reason: "not a positive price" },
    { date: "2025-01-08", value: "ten", place: "line 6, column KO", reason: "not a number" },
    { date: "2025-01-09", value: "11", place: "line 7, column KO", reason: "not a trading session" },
    { date: "1/13/2025", value: "13", place: "line 9, column KO", reason: "not a date (YYYY-MM-DD)" },
    { date: "2025-01-14", value: "1e999", place: "line 10, column KO", reason: "not a finite number" },
  ]);
  const none = { rule: "not-a-number", close: null };
  expect(answers[0]?.rejected?.map(({ fault }) => fault)).toEqual([
    ...[none, { rule: "zero", close: 0 }, { rule: "negative", close: -3 }, none],
    ...[{ rule: "out-of-session", close: 11 }, undefined, none],
  ]);
  expect(answers[1]?.rejected?.map(({ date }) => date)).toEqual(["2025-01-09"]);
});

test("a date that occurs twice with one close has it", async () => {
  await put("x-KO.csv", "date,close", "2025-01-02,10", "2025-01-03,11", "2025-01-03,11.0");
  const { answers } = await january("KO");
  expect(answers[0]?.bars.map(({ date, close }) => [date, close])).toEqual([
    ["2025-01-02", 10],
    ["2025-01-03", 11],
  ]);
});

test("a date that occurs twice with different closes gives no price at all", async () => {
  await put("x-KO.csv", "date,close", "2025-01-02,10", "2025-01-03,11", "2025-01-03,12");
  const { answers } = await january("KO");
  expect(answers[0]?.bars.map(({ date }) => date)).toEqual(["2025-01-02"]);
  expect(answers[0]?.rejected?.map(({ value, reason }) => [value, reason])).toEqual([
    ["11", "the date occurs more than once, with 11 and 12"],
    ["12", "the date occurs more than once, with 11 and 12"],
  ]);
});

test("a bad open or volume is named but costs only itself; a close without its adjusted one is refused", async () => {
  await put(
    "x-KO.csv",
    "Date,Open,High,Low,Close,Adj Close,Volume",
    "2025-01-02,0,12,8,10,10,many",
    "2025-01-03,9,12,8,10,,100",
    "2025-01-06,9,12,8,null,10,100",
  );
  const { answers } = await january("KO");
  expect(answers[0]?.bars).toEqual([
    { date: "2025-01-02", open: null, high: 12, low: 8, close: 10, volume: null },
    { date: "2025-01-06", open: null, high: null, low: null, close: 10, volume: 100 },
  ]);
  expect(answers[0]?.rejected?.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
    "line 2, column Open: not a positive price",
    "line 2, column Volume: not a number",
    "line 3, column Close: no adjusted close beside it",
    "line 4, column Close: not a number",
  ]);
});

test("a range of nothing but refused cells fails with their reasons, an empty range with what the file covers", async () => {
  await put("x-KO.csv", "date,close", "2025-01-02,x", "2025-01-03,0", "2025-02-03,10", "2025-02-04,11");
  expect((await january("KO")).failures).toEqual([
    {
      symbol: "KO",
      code: "bad-data",
      reason:
        'no usable price from 2025-01-01 to 2025-01-31: line 2, column close "x": not a number; line 3, column close "0": not a positive price',
    },
  ]);
  expect((await source.daily(["KO"], "2024-01-01", "2024-12-31")).failures).toEqual([
    {
      symbol: "KO",
      code: "no-data",
      reason: "no price from 2024-01-01 to 2024-12-31; its file covers 2025-02-03 to 2025-02-04",
    },
  ]);
});

test("a file that cannot be read is named where its symbol is asked for", async () => {
  await put("x-KO.csv", "date,close", '2025-01-02,"10');
  await put("closes.csv", "KO_and_PEP", "1");
  await put("empty.csv", "");
  const { failures } = await january("KO", "PEP");
  expect(failures[0]).toMatchObject({ symbol: "KO", code: "bad-file", reason: expect.stringContaining("x-KO.csv") });
  expect(failures[1]).toEqual({
    symbol: "PEP",
    code: "unknown-symbol",
    reason: "no file of the price folder has it; closes.csv has no Date column; empty.csv is empty",
  });
});

test("a folder that is not there is every symbol's failure, and the present has no answer", async () => {
  const absent = createPriceFiles(join(folder, "absent"));
  const { answers, failures } = await absent.daily(["KO", "PEP"], "2025-01-01", "2025-01-31");
  expect(answers).toEqual([]);
  expect(failures.map(({ symbol, code }) => [symbol, code])).toEqual([
    ["KO", "source-unavailable"],
    ["PEP", "source-unavailable"],
  ]);
  expect(failures[0]?.reason).toBe("the folder of price files (NONET_PRICES_DIR) does not exist or cannot be read");
  await expect(absent.presentDate(NOW, ["KO"])).rejects.toMatchObject({ code: "source-unavailable" });
});

test("a changed, added or removed file is noticed", async () => {
  await put("x-KO.csv", "date,close", "2025-01-02,10");
  expect((await january("KO")).answers[0]?.bars[0]?.close).toBe(10);
  await put("x-KO.csv", "date,close", "2025-01-02,99");
  await utimes(join(folder, "x-KO.csv"), new Date(), new Date(Date.now() + 10_000));
  expect((await january("KO")).answers[0]?.bars[0]?.close).toBe(99);
  await put("y-PEP.csv", "date,close", "2025-01-02,7");
  await rm(join(folder, "x-KO.csv"));
  const { answers, failures } = await january("KO", "PEP");
  expect([answers[0]?.symbol, failures[0]?.code]).toEqual(["PEP", "unknown-symbol"]);
});

test("the present is the last session covered for every symbol the folder knows, never in the future", async () => {
  await put("a.csv", "Date,KO,PEP", "2025-01-02,1,2", "2025-01-03,1,2", "2025-01-06,1,");
  expect(await source.presentDate(NOW, ["KO"])).toBe("2025-01-06");
  expect(await source.presentDate(NOW, ["KO", "PEP", "XYZ"])).toBe("2025-01-03");
  expect(await source.presentDate(NOW, ["XYZ"])).toBeNull();
  expect(await source.presentDate(new Date("2025-01-03T15:00:00Z"), ["KO"])).toBe("2025-01-02");
});

test("has no profiles and no statements, and says what basis its closes are on", async () => {
  expect(await source.profile("KO")).toBeNull();
  expect(await source.fundamentals("KO")).toBeNull();
  expect(source).toMatchObject({ name: "files", basis: "adjusted", simulated: false });
});

test("with a table of splits and dividends closes are as traded, the adjusted ones aside", async () => {
  await put("x-KO.csv", "Date,Open,Close,Adj Close", "2025-01-02,9,10,5", "2025-01-03,6,5,5");
  expect(source.basis).toBe("adjusted");
  expect((await january("KO")).answers[0]).toMatchObject({ actions: [], bars: [{ close: 5 }, { close: 5 }] });
  await put(
    "actions.csv",
    "symbol,date,kind,value",
    "KO,2025-01-10,dividend,0.5",
    "KO,2025-01-03,split,2",
    "KO,2024-12-31,dividend,0.4",
    "PEP,2025-01-03,dividend,1",
  );
  const { answers } = await january("KO");
  expect(answers[0]).toMatchObject({
    bars: [
      { open: 9, close: 10 },
      { open: 6, close: 5 },
    ],
    actions: [
      { date: "2025-01-03", kind: "split", value: 2 },
      { date: "2025-01-10", kind: "dividend", value: 0.5 },
    ],
  });
  expect(source).toMatchObject({ basis: "as traded", attribution: expect.stringContaining("as traded") });
  expect(createPriceFiles(folder).basis).toBe("as traded");
});

test("a table of splits and dividends that cannot be read is the failure of the whole source, named", async () => {
  await put("x-KO.csv", "Date,Close", "2025-01-02,10");
  await put("actions.csv", "symbol,date,kind,value", "KO,2025-01-03,merger,2", "KO,soon,split,x", "KO,soon,split,x");
  const { answers, failures } = await january("KO");
  expect(answers).toEqual([]);
  expect(failures).toEqual([
    {
      symbol: "KO",
      code: "source-unavailable",
      reason:
        'actions.csv, line 2, column kind "merger": The kind is neither split nor dividend; actions.csv, line 3, column date "soon": The date is not a date, written as YYYY-MM-DD; actions.csv, line 3, column value "x": The value is not a number above zero and 2 more',
    },
  ]);
  await expect(source.presentDate(NOW, ["KO"])).rejects.toMatchObject({ code: "source-unavailable" });
});

test("a search finds its symbols, those that begin with the text first", async () => {
  await put("closes.csv", "Date,KO,AKO,PEP,BRK.B", "2025-01-02,1,1,1,1");
  await put("x-KOF.csv", "Date,Close", "2025-01-02,1");
  expect((await source.search(" ko")).map(({ symbol }) => symbol)).toEqual(["KO", "KOF", "AKO"]);
  expect(await source.search("")).toEqual([]);
  expect(source.capabilities).toContain("search");
});

test("an aborted request rejects with the reason it was aborted for", async () => {
  const reason = new Error("cancelled");
  await expect(source.daily(["KO"], "2025-01-01", "2025-01-31", AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("real wide files: every session of twenty stocks, none refused, factors that are not there named", async (context) => {
  const real = createPriceFiles(testDataPath(context, "market"));
  const { answers, failures } = await real.daily(["AAPL", "XOM", "SPY", "SP500", "TLT"], "2018-12-03", "2019-12-06");
  expect(answers.map(({ symbol, bars, rejected }) => [symbol, bars.length, rejected])).toEqual([
    ["AAPL", 255, undefined],
    ["XOM", 255, undefined],
    ["SPY", 255, undefined],
    ["SP500", 255, undefined],
  ]);
  expect(failures).toEqual([{ symbol: "TLT", code: "unknown-symbol", reason: "no file of the price folder has it" }]);
  expect(await real.presentDate(NOW, ["AAPL", "XOM"])).toBe("2022-12-28");
});

test("real files per symbol: adjusted closes of the download layout", async (context) => {
  const real = createPriceFiles(testDataPath(context, "market/ohlcv"));
  const { answers } = await real.daily(["AAPL", "GOOG"], "2013-05-13", "2018-05-11");
  expect(answers.map(({ bars }) => bars.length)).toEqual([1260, 1260]);
  expect(answers[0]?.bars[0]).toMatchObject({ date: "2013-05-13", close: 50.961628, volume: 79237200 });
  expect(answers[0]?.bars[0]?.open).toBeCloseTo(64.501427 * (50.961628 / 64.96286), 9);
});
