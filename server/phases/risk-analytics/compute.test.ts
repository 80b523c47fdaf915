import { describe, expect, test } from "vitest";
import { epochDays } from "#lib/analytics/epoch-day.ts";
import type { FactorId } from "#lib/analytics/factor-catalogue.ts";
import { known, type Outcome, unknown } from "#lib/analytics/outcome.ts";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { DEFAULT_ASSUMPTIONS } from "../assumptions.ts";
import { analyzeDate, type RiskInputs } from "./compute.ts";
import type { ReturnTable } from "./current-holdings.ts";
import type { Holding } from "./holdings-at.ts";
import { spreadInflation } from "./spread-inflation.ts";
import { createStressModel } from "./stress-model.ts";

const sessions = sessionsBetween("2022-10-03", "2025-03-14");
const LAST = sessions.length - 1;
const wave = (phase: number, size: number) =>
  Float64Array.from(sessions, (_, i) => size * Math.sin(1.7 * i + phase) + size * Math.cos(0.37 * i * (1 + phase)));

const TABLE: ReturnTable = {
  days: epochDays(sessions),
  returns: new Map([
    ["SPY", wave(0, 0.01)],
    ...["VTV", "VUG", "MTUM", "QUAL", "IWM", "USMV"].map((etf, i) => [etf, wave(4 + i, 0.01)] as const),
    ["AAPL", wave(0, 0.02)],
    ["KO", wave(2, 0.005)],
    ["NEW", wave(1, 0.01).fill(Number.NaN, 0, LAST - 5)],
  ]),
};
const ROW_OF = new Map(sessions.slice(-200).map((date, row) => [date, row]));

const inputsOf = (table: ReturnTable): RiskInputs => ({
  table,
  logTable: {
    days: table.days,
    returns: new Map([...table.returns].map(([symbol, returns]) => [symbol, returns.map(Math.log1p)])),
  },
  account: {
    rowOf: ROW_OF,
    returns: wave(3, 0.01).slice(-200),
    endReason: null,
    index: wave(0, 0.01).slice(-200),
    riskFreeRate: 0.04,
  },
  inflationAt: spreadInflation(table),
  stress: createStressModel(table, STRESS_SCENARIOS, DEFAULT_ASSUMPTIONS),
  profiles: new Map([
    ["AAPL", { kind: "stock", sector: "Technology" }],
    ["KO", { kind: "stock", sector: "Consumer Defensive" }],
  ]),
  indexWeights: [
    { asOf: "2024-12-31", sector: "Information Technology", weight: 0.3 },
    { asOf: "2024-12-31", sector: "Energy", weight: 0.03 },
    { asOf: "2025-06-30", sector: "Information Technology", weight: 0.35 },
  ],
  betaOf: (factor, symbol) => betas(factor, symbol),
});
const INPUTS = inputsOf(TABLE);

function betas(factor: FactorId, symbol: string): Outcome<number> {
  if (factor === "rate-beta") return unknown("TLT has no prices");
  if (factor === "provider-beta") return unknown("the provider publishes no beta");
  if (symbol === "NEW") return unknown("5 of 30 observations");
  return known(symbol === "AAPL" ? 2 : 0.5);
}

const holding = (kind: Holding["kind"], symbol: string, exposure: number): Holding => ({
  ...{ kind, symbol, exposure, option: null },
});
const stock = (symbol: string, exposure: number) => holding("stock", symbol, exposure);
const HOME = holding("private", "HOME", 100);
const analyze = (holdings: readonly Holding[], equity = 1000) =>
  analyzeDate(INPUTS, { date: sessions[LAST]!, session: LAST, equity, holdings });
const factor = (analysis: ReturnType<typeof analyze>, id: string) => analysis.factors.find((row) => row.factor === id);

describe("analyzeDate", () => {
  test("exposure is Σ signed weight × β, in dollars times equity; a short takes away", () => {
    const analysis = analyze([stock("AAPL", 800), stock("KO", -400)]);
    expect(factor(analysis, "market-beta")).toMatchObject({
      exposure: expect.closeTo(1.4, 12),
      dollarExposure: expect.closeTo(1400, 9),
      coverage: 1,
      reason: null,
    });
    expect(analysis.factors).toHaveLength(13);
  });

  test("R² is of the current-holdings series on the index: 1 for a multiple of it, for no other factor", () => {
    const analysis = analyze([stock("AAPL", 800)]);
    expect(factor(analysis, "market-beta")?.r2).toBeCloseTo(1, 10);
    expect(factor(analysis, "momentum")?.r2).toBeNull();
  });

  test("a factor without input is null with its reason and fails its analytic only; a provider's beta never does", () => {
    const { failures, ...analysis } = analyze([stock("AAPL", 800)]);
    expect(factor({ failures, ...analysis }, "rate-beta")).toMatchObject({
      exposure: null,
      coverage: null,
      reason: "TLT has no prices",
    });
    expect(failures).toEqual([
      { job: "rate-beta", reasons: ["IR Beta: TLT has no prices"] },
      { job: "stress", reasons: ["TLT has no prices"] },
    ]);
  });

  test("a holding without β adds 0 and lowers coverage; below 80% its symbol is named", () => {
    const analysis = analyze([stock("AAPL", 700), stock("NEW", 300)]);
    expect(factor(analysis, "market-beta")).toMatchObject({ exposure: 1.4, coverage: 0.7 });
    expect(analysis.lowCoverage).toContainEqual({ factor: "Market Beta (90D)", symbols: ["NEW"] });
    expect(analyze([stock("AAPL", 900), stock("NEW", 100)]).lowCoverage).toEqual([]);
  });

  test("an option has the β of its underlying, on its delta exposure", () => {
    const analysis = analyze([stock("AAPL", 900), holding("option", "KO", 100)]);
    expect(factor(analysis, "market-beta")).toMatchObject({ exposure: expect.closeTo(1.85, 12), coverage: 1 });
  });

  test("[PH8] an option whose underlying has no price is not covered; nothing else sees it", () => {
    const unpriced = (exposure: number): Holding => ({ ...holding("option", "KO", exposure), isUnpriced: true });
    const analysis = analyze([stock("AAPL", 700), unpriced(300)]);
    expect(factor(analysis, "market-beta")).toMatchObject({ exposure: expect.closeTo(1.4, 12), coverage: 0.7 });
    expect(analysis.lowCoverage).toContainEqual({ factor: "Market Beta (90D)", symbols: ["KO"] });
    expect(analysis.risk).toMatchObject({ seriesLength: 0, hhi: 10_000 });
    const alone = analyze([unpriced(300)]);
    expect(alone.failures.map(({ job }) => job)).toEqual([
      ...["market-beta", "rate-beta", "spread", "ridge", "sectors", "volatility", "stress"],
    ]);
    expect(factor(alone, "value")?.reason).toBe("the option's underlying has no price");
  });

  test("[PH8] sectors fail where no sector of a public holding is known; one known one is enough", () => {
    const failed = (holdings: Holding[]) => analyze(holdings).failures.filter(({ job }) => job === "sectors");
    expect(failed([stock("NEW", 300), stock("SPY", -100), HOME])).toEqual([
      { job: "sectors", reasons: ["no sector of a public holding is known"] },
    ]);
    expect(failed([stock("NEW", 300), stock("AAPL", 1)])).toEqual([]);
    expect(failed([holding("fund", "NEW", 300)])).toEqual([]);
    expect(failed([HOME])).toEqual([]);
  });

  test("sectors are gross, beside the newest index weights published by the date", () => {
    const { sectors } = analyze([stock("AAPL", 600), stock("KO", -300), HOME]);
    const by = new Map(sectors.map((row) => [row.sector, row]));
    expect(by.get("Information Technology")).toEqual({
      sector: "Information Technology",
      weight: 0.6,
      indexWeight: 0.3,
      indexAsOf: "2024-12-31",
    });
    expect(by.get("Consumer Staples")).toMatchObject({ weight: 0.3, indexWeight: null });
    expect(by.get("Private")).toMatchObject({ weight: 0.1 });
    expect(by.get("Energy")).toMatchObject({ weight: 0, indexWeight: 0.03 });
  });

  test("before anything was published the oldest index weights stand, with their date", () => {
    const early = analyzeDate(INPUTS, {
      date: sessions[300]!,
      session: 300,
      equity: 1000,
      holdings: [stock("AAPL", 1)],
    });
    expect(early.sectors[0]?.indexAsOf).toBe("2024-12-31");
  });

  test("concentration adds up the lots of a symbol", () => {
    const { risk } = analyze([stock("AAPL", 250), stock("AAPL", 250), stock("KO", -500)]);
    expect(risk).toMatchObject({ hhi: 5000, effectivePositions: 2, top3: 1 });
  });

  test("volatility scales with the weights and needs 80% of gross priced", () => {
    const [half, full] = [analyze([stock("AAPL", 500)]), analyze([stock("AAPL", 1000)])];
    expect(full.risk.volatility21d).toBeCloseTo(2 * half.risk.volatility21d!, 12);
    expect(full.risk.reasons).not.toHaveProperty("volatility21d");
    const private30 = analyze([stock("AAPL", 700), holding("private", "HOME", 300)]);
    expect(private30.risk).toMatchObject({ volatility21d: null, seriesLength: 0 });
    expect(private30.failures).toContainEqual({
      job: "volatility",
      reasons: ["private positions, which have no returns, are more than 20% of gross exposure"],
    });
    expect(analyze([stock("AAPL", 700), stock("DARK", 300)]).risk.reasons).toMatchObject({
      volatility21d: "less than 80% of gross exposure is priced",
    });
  });

  test("the figures do not depend on how far the prices reach beyond the series", () => {
    const cut = 60;
    const returns = new Map([...INPUTS.table.returns].map(([symbol, values]) => [symbol, values.slice(cut)]));
    const shorter = inputsOf({ days: INPUTS.table.days.slice(cut), returns });
    const holdings = [stock("AAPL", 800), stock("KO", 100)];
    const later = analyzeDate(shorter, { date: sessions[LAST]!, session: LAST - cut, equity: 1000, holdings });
    const matrix = ({ correlation, ...rest }: ReturnType<typeof analyze>) => ({ ...rest, matrix: correlation?.() });
    expect(matrix(later)).toEqual(matrix(analyze(holdings)));
    expect(later.risk.tailLength).toBe(500);
  });

  test("nothing held, or only what has no market, fails nothing and says why figures are missing", () => {
    const empty = analyze([]);
    expect(empty.failures).toEqual([]);
    expect(empty.sectors).toEqual([]);
    expect(factor(empty, "market-beta")?.reason).toBe("no public position is held");
    expect(empty.risk.reasons).toMatchObject({ hhi: "nothing is held", volatility21d: "no public position is held" });
    expect(analyze([holding("private", "HOME", 300)]).failures).toEqual([]);
  });

  test("without positive equity there is no weight and so no exposure", () => {
    const broke = analyze([stock("AAPL", 800)], -10);
    expect(factor(broke, "market-beta")).toMatchObject({ exposure: null, reason: "equity is not positive" });
    const failed = broke.failures.map(({ job }) => job);
    expect(failed).toEqual(["market-beta", "rate-beta", "spread", "ridge", "volatility", "stress"]);
    expect(broke.risk.hhi).toBe(10_000);
  });
});
