import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DatedValue } from "./dated-value.ts";
import { optionDays } from "./option-days.ts";
import { type LedgerDay, type LedgerInput, ledgerSteps, portfolioLedger } from "./portfolio-ledger.ts";
import type { LedgerPosition } from "./position-track.ts";
import { PRICE_MAX_AGE_DAYS } from "./price-at.ts";

const FIRST_DAY = 19_000;
const SESSIONS = 30;

/** Weekdays only: 2022-01-08 is a Saturday. */
const sessions = Int32Array.from(
  Array.from({ length: 60 }, (_, i) => FIRST_DAY + i).filter(
    (day) => ![0, 6].includes(new Date(day * 864e5).getUTCDay()),
  ),
).subarray(0, SESSIONS);

function holding(change: Partial<LedgerPosition> & { closes?: number[] }): LedgerPosition {
  const { closes = [], ...rest } = change;
  return {
    quantity: 10,
    entryPrice: 100,
    entryDay: sessions[5]!,
    exit: null,
    multiplier: 1,
    valuation: "closes",
    valuations: [],
    isCash: false,
    prices: { closes: Float64Array.from({ length: SESSIONS }, (_, i) => closes[i] ?? 100), splits: [], dividends: [] },
    option: null,
    ...rest,
  };
}

const ledger = (positions: LedgerPosition[], rest: Partial<LedgerInput> = {}) =>
  portfolioLedger({ sessions, start: 5, openingEquity: 10_000, positions, ...rest }).days;

describe("portfolioLedger", () => {
  test("equity rolls forward, cash is what was paid, and both meet in market value", () => {
    const closes = Array<number>(SESSIONS).fill(100);
    closes[6] = 110;
    const [first, second, third] = ledger([holding({ closes })]);
    expect(first).toMatchObject({ equity: 10_000, cash: 9000, marketValue: 1000, pnl: 0, dailyReturn: 0, twrIndex: 1 });
    expect(second).toMatchObject({ equity: 10_100, pnl: 100, cumulativePnl: 100, dailyReturn: 0.01, drawdown: 0 });
    expect(third?.drawdown).toBeCloseTo(-1 / 101, 12);
  });

  test("a flow before the opening is in it already", () => {
    for (const start of [0, 5]) {
      const day = sessions[start - 1] ?? FIRST_DAY - 1;
      expect(ledger([], { start, flows: [{ day, value: 500 }] })[0]).toMatchObject({ flow: 0, equity: 10_000 });
    }
  });

  test("a loss on the first session is a drawdown from the opening", () => {
    const [first, second] = ledger([holding({ entryPrice: 150 })]);
    expect(first).toMatchObject({ dailyReturn: -0.05, twrIndex: 0.95 });
    expect(first?.drawdown).toBeCloseTo(-0.05, 14);
    expect(second?.drawdown).toBeCloseTo(-0.05, 14);
  });

  test("a short receives its proceeds and owes its market value", () => {
    const [day] = ledger([holding({ quantity: -10, entryPrice: 104 })]);
    expect(day).toMatchObject({
      cash: 11_040,
      marketValue: -1000,
      shortExposure: -1000,
      longExposure: 0,
      equity: 10_040,
    });
    expect([day?.positionCount, day?.longCount, day?.shortCount]).toEqual([1, 0, 1]);
  });

  test("what counts as cash is in equity and in no exposure", () => {
    const [day] = ledger([
      holding({ quantity: 5000, entryPrice: 1, valuation: "by-hand", isCash: true, prices: null }),
    ]);
    expect(day).toMatchObject({ equity: 10_000, cash: 5000, marketValue: 5000, longExposure: 0, pricedShare: null });
    expect([day?.positionCount, day?.longCount]).toEqual([1, 0]);
  });

  test("buying beyond the account's value makes cash negative; nothing is clamped", () => {
    expect(ledger([holding({ quantity: 150 })])[0]?.cash).toBe(-5000);
  });

  test("once equity is not positive there is no return, no index and no drawdown, and the reason names the date", () => {
    const closes = Array<number>(SESSIONS).fill(100);
    closes.fill(20, 8, 9);
    const days = ledger([holding({ quantity: 150, closes })]);
    expect(days[2]?.twrIndex).toBe(1);
    for (const day of days.slice(3)) {
      expect(day).toMatchObject({ dailyReturn: null, twrIndex: null, drawdown: null });
      expect(day.returnReason).toMatch(/^equity was not positive on 20\d\d-/);
    }
    expect(days[4]?.equity).toBe(10_000);
  });

  test("a flow counts at the start of its session, on the next one when the market is closed, and brings the XIRR", () => {
    const saturday = FIRST_DAY + 14;
    expect(sessions.includes(saturday)).toBe(false);
    const days = ledger([holding({})], { flows: [{ day: saturday, value: 2000 }] });
    const at = days.findIndex((day) => day.flow !== 0);
    expect(sessions[days[at]!.session]).toBe(saturday + 2);
    expect(days[at]).toMatchObject({ flow: 2000, equity: 12_000, cash: 11_000, dailyReturn: 0 });
    expect(days[at - 1]).toMatchObject({ xirr: null, xirrReason: null });
    expect(days.at(-1)?.xirr).toBeCloseTo(0, 9);
    expect(days.at(-1)?.xirrReason).toBeNull();
  });

  test("a flow of the last session before the first is in the opening equity; the first closed day after it is not", () => {
    const [friday, monday] = [sessions[4]!, sessions[5]!];
    expect(monday - friday).toBe(3);
    const days = ledger([], { flows: [friday, friday + 1].map((day) => ({ day, value: 500 })) });
    expect(days[0]).toMatchObject({ flow: 500, equity: 10_500 });
  });

  test("an account that has lost more than was put in has no money-weighted return, and says why", () => {
    const closes = Array<number>(SESSIONS).fill(100).fill(20, 12);
    const days = ledger([holding({ quantity: 200, closes })], { flows: [{ day: sessions[7]!, value: 1000 }] });
    expect(days[3]?.xirr).toBeCloseTo(0, 9);
    expect(days.at(-1)).toMatchObject({ xirr: null, xirrReason: "the flows are all of one sign" });
  });

  test("a withdrawal beyond what is there leaves several rates or none, and they are named", () => {
    const flows = [
      { day: sessions[10]!, value: -24_000 },
      { day: sessions[20]!, value: 14_380 },
    ];
    expect(ledger([], { flows }).at(-1)?.xirrReason).toMatch(/^(several rates solve the flows: |no rate)/);
  });

  test("[RUN4] a step is one position or one session, and the steps come to the same ledger", () => {
    const input = { sessions, start: 5, openingEquity: 10_000, positions: [holding({}), holding({ quantity: 3 })] };
    const account = { ...input, flows: [{ day: sessions[7]!, value: 500 }] };
    const steps = ledgerSteps(account);
    let taken = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) taken++;
    expect(taken).toBe(2 + SESSIONS - 5);
    expect(step.value).toEqual(portfolioLedger(account));
  });

  test("stale marks are counted and leave the priced share", () => {
    const closes = Array<number>(SESSIONS).fill(100);
    closes[9] = Number.NaN;
    const days = ledger([holding({ closes }), holding({ quantity: -30 })]);
    expect(days[3]).toMatchObject({ staleCount: 0, pricedShare: 1 });
    expect(days[4]).toMatchObject({ staleCount: 1, pricedShare: 0.75 });
  });

  test("the priced share is exactly 1 where nothing lacks a price, exactly 0 where all does, however the sums round", () => {
    const odd = Array.from({ length: 40 }, (_, i) => {
      const quantity = (i % 2 === 0 ? 1 : -1) * (0.1 + i / 7);
      return holding({ quantity, closes: Array<number>(SESSIONS).fill(10.1 + i / 3) });
    });
    expect(new Set(ledger(odd).map(({ pricedShare }) => pricedShare))).toEqual(new Set([1]));
    const dark = odd.map(({ prices: _, ...rest }) => ({ ...rest, prices: null }));
    expect(new Set(ledger(dark).map(({ pricedShare }) => pricedShare))).toEqual(new Set([0]));
  });

  test("a private position is in gross exposure without a price of its own; what has ended is in neither", () => {
    const home = holding({ valuation: "by-hand", prices: null });
    expect(ledger([home, holding({ quantity: 30 })])[0]).toMatchObject({ staleCount: 0, pricedShare: 0.75 });
    const sold = holding({ exit: { day: sessions[8]!, price: 101 } });
    expect(ledger([sold]).map(({ pricedShare }) => pricedShare)).toEqual([1, 1, 1, ...Array<null>(22).fill(null)]);
  });
});

const day = fc.integer({ min: FIRST_DAY - 40, max: FIRST_DAY + 45 });
const price = fc.double({ min: 0.01, max: 5000, noNaN: true });
const dated = (value: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ day, value }), { maxLength: 3 })
    .map((values): DatedValue[] => values.toSorted((a, b) => a.day - b.day));

const prices = fc.record({
  closes: fc
    .array(fc.oneof({ weight: 6, arbitrary: price }, { weight: 1, arbitrary: fc.constant(Number.NaN) }), {
      minLength: SESSIONS,
      maxLength: SESSIONS,
    })
    .map((closes) => Float64Array.from(closes)),
  splits: dated(fc.constantFrom(2, 4, 1.5, 0.1)),
  dividends: dated(fc.double({ min: 0.01, max: 20, noNaN: true })),
});

/** As drawn, before its option is priced on the sessions of a ledger. */
interface Drawn extends LedgerPosition {
  readonly quotes: Float64Array | null;
}

const anyPosition: fc.Arbitrary<Drawn> = fc
  .record({
    quantity: fc.integer({ min: -10_000, max: 10_000 }).filter((quantity) => quantity !== 0),
    entryPrice: price,
    entryDay: day,
    exit: fc.option(fc.record({ after: fc.nat(40), price })),
    kind: fc.constantFrom("stock", "option", "cash", "private"),
    prices: fc.option(prices, { freq: 5 }),
    strike: price,
    type: fc.constantFrom("CALL" as const, "PUT" as const),
    expiryDay: fc.constantFrom(...sessions, FIRST_DAY + 400),
    quotes: fc.option(prices, { freq: 2 }).map((drawn) => drawn?.closes ?? null),
    valuations: dated(price),
  })
  .map(({ exit, kind, strike, type, expiryDay, ...rest }) => ({
    ...rest,
    valuations: kind === "private" ? rest.valuations : [],
    exit: exit && { day: rest.entryDay + exit.after, price: exit.price },
    multiplier: kind === "option" ? 100 : 1,
    valuation: kind === "stock" ? "closes" : kind === "option" ? "option" : "by-hand",
    isCash: kind === "cash",
    prices: kind === "stock" || kind === "option" ? rest.prices : null,
    option: kind === "option" ? { strike, type, expiryDay, days: [] } : null,
  }));

/** Prices the option of a position on sessions from the `cut`th on. */
function priced({ quotes, ...position }: Drawn, cut = 0): LedgerPosition {
  const { option, prices: underlying, entryPrice, entryDay } = position;
  const since = (series: Float64Array) => series.subarray(cut);
  const own = underlying && { ...underlying, closes: since(underlying.closes) };
  if (option === null || own === null) return { ...position, prices: own };
  const input = { ...option, entryPrice, entryDay, underlying: own, quotes: quotes && since(quotes), rate: 0.04 };
  return { ...position, prices: own, option: { ...option, days: optionDays(input, sessions.subarray(cut)) } };
}

const drawnLedger = fc.record({
  openingEquity: fc.double({ min: 1, max: 1e9, noNaN: true }),
  positions: fc.array(anyPosition, { maxLength: 6 }),
  flows: dated(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
});
const anyLedger = drawnLedger.map((drawn) => ({ ...drawn, positions: drawn.positions.map((each) => priced(each)) }));

describe("portfolioLedger, for any account", () => {
  test("cash + market value = rolled-forward equity to the cent on every date", () => {
    fc.assert(
      fc.property(anyLedger, (input) => {
        for (const { cash, marketValue, equity } of portfolioLedger({ sessions, start: 8, ...input }).days) {
          const scale = Math.max(Math.abs(cash), Math.abs(marketValue));
          expect(Math.abs(cash + marketValue - equity)).toBeLessThan(Math.max(0.005, 1e-13 * scale));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a ledger to any later date has the same days up to an earlier one", () => {
    fc.assert(
      fc.property(anyLedger, fc.integer({ min: 9, max: SESSIONS }), (input, length) => {
        const whole = portfolioLedger({ sessions, start: 8, ...input }).days;
        const shorter = portfolioLedger({ sessions: sessions.subarray(0, length), start: 8, ...input }).days;
        expect(shorter).toEqual(whole.slice(0, length - 8));
      }),
    );
  });

  test("more sessions before the first change nothing: the lead-in only gives the first prices", () => {
    fc.assert(
      fc.property(drawnLedger, (input) => {
        const cut = 2;
        // The model of an option needs its entry among the sessions, and what its underlying's price of then may rest on.
        const modelled = sessions[cut]! + PRICE_MAX_AGE_DAYS;
        const drawn = input.positions.map((each) =>
          each.option ? { ...each, entryDay: Math.max(each.entryDay, modelled) } : each,
        );
        const [positions, whole] = [drawn.map((each) => priced(each, cut)), drawn.map((each) => priced(each))];
        const late = portfolioLedger({ ...input, positions, sessions: sessions.subarray(cut), start: 8 - cut }).days;
        const early = portfolioLedger({ ...input, positions: whole, sessions, start: 8 }).days;
        // A model's mark of next to nothing differs by the last bits of numbers too small to be written in full.
        const rounded = (each: LedgerDay) =>
          Object.values(each).map((value) => (typeof value === "number" ? Math.round(value * 1e9) / 1e9 + 0 : value));
        expect(late.map(rounded)).toEqual(early.map((each) => rounded({ ...each, session: each.session - cut })));
      }),
    );
  });

  test("nothing is NaN, and what is null has its reason", () => {
    fc.assert(
      fc.property(anyLedger, (input) => {
        for (const each of portfolioLedger({ sessions, start: 8, ...input }).days) {
          expect(Object.values(each).filter(Number.isNaN)).toEqual([]);
          expect(each.dailyReturn === null).toBe(each.returnReason !== null);
          expect(each.xirr !== null && each.xirrReason !== null).toBe(false);
        }
      }),
    );
  });

  test("market value is what the exposures of all but options and cash add up to", () => {
    fc.assert(
      fc.property(anyLedger, (input) => {
        const securities = input.positions.filter((each) => !each.isCash && each.option === null);
        for (const each of portfolioLedger({ sessions, start: 8, ...input, positions: securities }).days) {
          const scale = Math.max(1, each.longExposure - each.shortExposure);
          expect(Math.abs(each.longExposure + each.shortExposure - each.marketValue) / scale).toBeLessThan(1e-12);
        }
      }),
    );
  });
});
