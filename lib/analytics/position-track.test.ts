import { describe, expect, test } from "vitest";
import { epochDay, epochDays } from "./epoch-day.ts";
import { type LedgerPosition, type PositionTrack, positionTrack } from "./position-track.ts";

/** Friday to the Thursday after next; Monday the 27th closed. */
const DATES = "2024-05-17 2024-05-20 2024-05-21 2024-05-22 2024-05-23 2024-05-24 2024-05-28 2024-05-29 2024-05-30";
const sessions = epochDays(DATES.split(" "));
const START = 1;

function position(change: Partial<LedgerPosition> & { closes?: number[] } = {}): LedgerPosition {
  const { closes = [99, 101, 102, 103, 104, 105, 106, 107, 108], ...rest } = change;
  return {
    quantity: 10,
    entryPrice: 100,
    entryDay: epochDay("2024-05-20"),
    exit: null,
    multiplier: 1,
    valuation: "closes",
    valuations: [],
    isCash: false,
    prices: { closes: Float64Array.from(closes), splits: [], dividends: [] },
    option: null,
    ...rest,
  };
}

const on = (date: string, value: number) => ({ day: epochDay(date), value });
const track = (change?: Parameters<typeof position>[0]) => positionTrack(position(change), sessions, START);
const column = (of: PositionTrack, key: "pnl" | "marketValue" | "cashFlow" | "mark" | "quantity" | "dividends") =>
  of.days.map((day) => day[key]);

describe("positionTrack", () => {
  test("the entry day's P&L is from the entry price, each later one from the mark before", () => {
    const { days, openingValue, ended } = track();
    expect(days.map((day) => day.pnl)).toEqual([10, 10, 10, 10, 10, 10, 10, 10]);
    expect(days[0]).toMatchObject({
      session: 1,
      marketValue: 1010,
      cashFlow: -1000,
      unrealized: 10,
      origin: "session",
    });
    expect([openingValue, ended]).toEqual([0, false]);
  });

  test("on the exit session the mark is the exit price; the P&L is realized and nothing is left", () => {
    const sold = track({ exit: { day: epochDay("2024-05-22"), price: 90 } });
    expect(column(sold, "pnl")).toEqual([10, 10, -120]);
    expect(sold.days.at(-1)).toMatchObject({ marketValue: 0, cashFlow: 900, realized: -100, unrealized: 0, mark: 90 });
    expect(sold.ended).toBe(true);
  });

  test("entry and exit on one day earn exit − entry", () => {
    const day = track({ exit: { day: epochDay("2024-05-20"), price: 103 } });
    expect(day.days).toHaveLength(1);
    expect(day.days[0]).toMatchObject({ pnl: 30, realized: 30, cashFlow: 30, marketValue: 0 });
  });

  test("an entry or exit on a closed day counts on the next session", () => {
    const closed = track({ entryDay: epochDay("2024-05-25"), exit: { day: epochDay("2024-05-27"), price: 111 } });
    expect(closed.days.map((day) => day.session)).toEqual([6]);
    expect(closed.days[0]?.pnl).toBe(110);
  });

  test("a split after an exit on a closed day is not the leaver's", () => {
    const prices = { closes: new Float64Array(9).fill(100), splits: [on("2024-05-28", 2)], dividends: [] };
    const left = track({ prices, exit: { day: epochDay("2024-05-25"), price: 104 } });
    expect(left.days.at(-1)).toMatchObject({ session: 6, quantity: 10, pnl: 40, realized: 40 });
  });

  test("an exit after the last session leaves the position open", () => {
    const open = track({ exit: { day: epochDay("2024-05-31"), price: 1 } });
    expect(open.ended).toBe(false);
    expect(open.days).toHaveLength(8);
  });

  test("a missing price falls back to the last close of 7 days, then to the mark before; both are not the session's", () => {
    const gap = track({ closes: [99, 101, ...Array<number>(7).fill(Number.NaN)] });
    expect(column(gap, "mark")).toEqual(Array(8).fill(101));
    expect(gap.days.map((day) => day.origin)).toEqual(
      "session recent recent recent recent carried carried carried".split(" "),
    );
    expect(gap.days.at(-1)?.markDay).toBe(sessions[1]);
  });

  test("without any price the entry price stands and no session is named", () => {
    const bare = track({ prices: null });
    expect(column(bare, "pnl")).toEqual(Array(8).fill(0));
    expect(bare.days[0]).toMatchObject({ mark: 100, markDay: null, origin: "carried" });
  });

  test("a split multiplies the quantity and divides the mark before: no gain from it", () => {
    const closes = [99, 101, 102, 51.5, 52, 52.5, 53, 53.5, 54];
    const splits = [on("2024-05-22", 2)];
    const split = track({ prices: { closes: Float64Array.from(closes), splits, dividends: [] } });
    expect(column(split, "quantity")).toEqual([10, 10, 20, 20, 20, 20, 20, 20]);
    expect(column(split, "pnl")).toEqual([10, 10, 10, 10, 10, 10, 10, 10]);
    expect(split.days.at(-1)?.unrealized).toBe(80);
  });

  test("a position sold before a split knows nothing of it; two splits and a reverse split multiply", () => {
    const splits = [on("2024-05-22", 4), on("2024-05-24", 0.5), on("2024-05-29", 3)];
    const prices = { closes: new Float64Array(9).fill(Number.NaN), splits, dividends: [] };
    const early = track({ prices, exit: { day: epochDay("2024-05-21"), price: 100 } });
    expect(column(early, "quantity")).toEqual([10, 10]);
    const held = track({ prices });
    expect(column(held, "quantity")).toEqual([10, 10, 40, 40, 20, 20, 60, 60]);
    expect(column(held, "marketValue").every((value) => Math.abs(value - 1000) < 1e-9)).toBe(true);
  });

  test("a split of the entry date is in the quantity already; one between a closed entry date and its session is not", () => {
    const prices = { closes: new Float64Array(9).fill(50), splits: [on("2024-05-28", 2)], dividends: [] };
    const onTheDay = track({ prices, entryDay: epochDay("2024-05-28"), entryPrice: 50 });
    expect(onTheDay.days[0]).toMatchObject({ quantity: 10, pnl: 0 });
    const weekend = track({ prices, entryDay: epochDay("2024-05-26"), entryPrice: 100 });
    expect(weekend.days[0]).toMatchObject({ quantity: 20, pnl: 0, cashFlow: -1000 });
  });

  test("dividends go to holders with entry < ex ≤ exit; shorts pay; after a split on the new shares", () => {
    const prices = {
      closes: new Float64Array(9).fill(100),
      splits: [on("2024-05-22", 2)],
      dividends: [on("2024-05-20", 5), on("2024-05-22", 1), on("2024-05-23", 1)],
    };
    expect(column(track({ prices }), "dividends")).toEqual([0, 0, 20, 20, 0, 0, 0, 0]);
    expect(column(track({ prices, quantity: -10 }), "dividends").slice(2, 4)).toEqual([-20, -20]);
    const sold = track({ prices, exit: { day: epochDay("2024-05-22"), price: 50 } });
    expect(column(sold, "dividends")).toEqual([0, 0, 20]);
  });

  test("a position from before the first session is taken over at the price just before it", () => {
    const older = track({ entryDay: epochDay("2024-01-02"), entryPrice: 40 });
    expect(older.openingValue).toBe(990);
    expect(column(older, "pnl")[0]).toBe(20);
    expect(column(older, "cashFlow")[0]).toBe(0);
    expect(older.days[0]?.unrealized).toBe(610);
  });

  test("one that ended before the first session, or begins after the last, is not in the ledger", () => {
    const past = track({ entryDay: epochDay("2024-01-02"), exit: { day: epochDay("2024-05-17"), price: 1 } });
    expect(past).toEqual({ days: [], openingValue: 0, ended: false });
    expect(track({ entryDay: epochDay("2024-06-03") }).days).toEqual([]);
  });

  test("an option without a price keeps the mark before, which is none, and settles at intrinsic value on its expiry", () => {
    const option = { type: "CALL" as const, strike: 100, expiryDay: epochDay("2024-05-24"), days: [] };
    const contract = { quantity: 2, entryPrice: 7, multiplier: 100, valuation: "option" as const };
    const call = track({ ...contract, option });
    expect(column(call, "marketValue")).toEqual([1400, 1400, 1400, 1400, 0]);
    expect(column(call, "pnl")).toEqual([0, 0, 0, 0, -400]);
    expect(call.days.at(-1)).toMatchObject({ mark: 5, cashFlow: 1000, realized: -400 });
    expect(track({ ...contract, option: { ...option, type: "PUT" } }).days.at(-1)).toMatchObject({
      mark: 0,
      pnl: -1400,
    });
    const closed = track({ ...contract, option, exit: { day: epochDay("2024-05-22"), price: 9 } });
    expect(column(closed, "pnl")).toEqual([0, 0, 400]);
    const soldOnExpiry = track({ ...contract, option, exit: { day: epochDay("2024-05-24"), price: 9 } });
    expect(soldOnExpiry.days.at(-1)).toMatchObject({ mark: 9, cashFlow: 1800, realized: 400 });
  });

  test("a split of the underlying changes an option's contracts, mark and strike", () => {
    const prices = { closes: new Float64Array(9).fill(52.5), splits: [on("2024-05-22", 2)], dividends: [] };
    const option = { type: "CALL" as const, strike: 100, expiryDay: epochDay("2024-05-24"), days: [] };
    const call = track({ prices, option, quantity: 1, entryPrice: 8, multiplier: 100, valuation: "option" });
    expect(column(call, "quantity")).toEqual([1, 1, 2, 2, 2]);
    expect(column(call, "mark")).toEqual([8, 8, 4, 4, 2.5]);
    expect(call.days.at(-1)?.realized).toBe(-300);
  });

  test("an option is marked by its days; its exposure is delta × underlying close × contracts × 100", () => {
    const terms = {
      type: "PUT" as const,
      spot: 103,
      strike: 100,
      years: 0.1,
      rate: 0,
      dividendYield: 0,
      volatility: 0.3,
    };
    const model = { price: 3, delta: -0.4, gamma: 0, vega: 0, theta: 0, rho: 0, dividendRho: 0 };
    const day = { price: 3.5, origin: "model" as const, priceDay: sessions[3]!, terms, model, note: null };
    const option = {
      type: "PUT" as const,
      strike: 100,
      expiryDay: epochDay("2024-05-24"),
      days: [null, { ...day, origin: "session" as const }, null, day, { ...day, terms: null, model: null }],
    };
    const { days } = track({ option, quantity: -2, entryPrice: 4, multiplier: 100, valuation: "option" });
    expect(days.map(({ origin, exposure }) => [origin, exposure])).toEqual([
      ["session", 0.4 * 103 * 200],
      ["carried", null],
      ["model", 0.4 * 103 * 200],
      ["model", null],
      ["session", 0],
    ]);
    expect(days.map(({ marketValue }) => marketValue)).toEqual([-700, -700, -700, -700, 0]);
    expect(days[0]?.pnl).toBe(100);
  });

  test("a private position is marked at its newest valuation, at its entry price before; that day has the P&L", () => {
    const valuations = [on("2024-01-31", 90), on("2024-05-22", 120), on("2024-05-26", 130)];
    const fund = { valuation: "by-hand" as const, valuations, prices: null };
    const { days } = track({ ...fund, valuations: valuations.slice(1) });
    expect(days.map(({ origin }) => origin).slice(0, 3)).toEqual(["entry-price", "entry-price", "valuation"]);
    expect(days.map(({ pnl }) => pnl)).toEqual([0, 0, 200, 0, 0, 100, 0, 0]);
    expect(days[2]).toMatchObject({ mark: 120, markDay: epochDay("2024-05-22"), marketValue: 1200, exposure: 1200 });
    expect(days[5]?.markDay).toBe(epochDay("2024-05-26"));
    const older = track({ ...fund, entryDay: epochDay("2023-03-01") });
    expect([older.openingValue, older.days[0]?.pnl, older.days[2]?.pnl]).toEqual([900, 0, 300]);
  });
});
