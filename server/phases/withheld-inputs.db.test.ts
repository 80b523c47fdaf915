import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PhaseWarning } from "#lib/run/events.ts";
import type { PhaseId } from "#lib/run/plan.ts";
import { inPlanOrder } from "#server/engine/run-plan.ts";
import type { PriceSource } from "#server/market/price-source.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { createPhaseContext, executePhase } from "#tests/fixtures/phase-context.ts";
import { prepareTestRun } from "#tests/fixtures/prepared-run.ts";
import type { TestPosition } from "#tests/fixtures/stored-portfolio.ts";
import { registry } from "./registry.ts";

const NOW = new Date("2025-09-15T22:00:00Z");
const HELD: readonly TestPosition[] = "AAPL MSFT JPM XOM KO PG".split(" ").map((symbol) => ({
  ...{ symbol, entryDate: "2025-06-30" },
}));

/** What is kept from a run on the simulated market, which has everything. */
interface Withheld {
  readonly symbols?: readonly string[];
  /** Dates without a price of the symbol, inclusive. */
  readonly gap?: { readonly symbol: string; readonly from: string; readonly to: string };
  readonly profileOf?: string;
  readonly statementsOf?: string;
}

function marketWithout({ symbols = [], gap, profileOf, statementsOf }: Withheld): PriceSource {
  const market = createSampleMarket({ clock: () => NOW });
  return {
    ...market,
    async daily(asked, from, to, signal) {
      const { answers, failures } = await market.daily(asked, from, to, signal);
      const isThere = (symbol: string, date: string) => gap?.symbol !== symbol || date < gap.from || date > gap.to;
      return {
        answers: answers
          .filter(({ symbol }) => !symbols.includes(symbol))
          .map((answer) => ({ ...answer, bars: answer.bars.filter(({ date }) => isThere(answer.symbol, date)) })),
        failures: [
          ...failures,
          ...asked
            .filter((symbol) => symbols.includes(symbol))
            .map((symbol) => ({ symbol, code: "unknown-symbol" as const, reason: "delisted" })),
        ],
      };
    },
    profile: async (symbol, signal) => (symbol === profileOf ? null : market.profile(symbol, signal)),
    fundamentals: async (symbol, signal) => (symbol === statementsOf ? null : market.fundamentals(symbol, signal)),
  };
}

describe("[PH8] what is withheld", { timeout: 120_000 }, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  type Warnings = Partial<Record<PhaseId, readonly PhaseWarning[]>>;

  /** The warnings of each phase that has some. */
  async function warningsWithout(withheld: Withheld, held = HELD, before = async () => undefined): Promise<Warnings> {
    await database.sql`truncate bars, corporate_actions, price_coverage, price_claims, symbol_failures, symbol_factors,
      symbol_metrics, company_profiles, fundamentals, fundamentals_sync, provider_betas`;
    await before();
    const source = marketWithout(withheld);
    const { scope, ports } = await prepareTestRun({ db: database.db, source, positions: held, now: () => NOW });
    const warnings: Warnings = {};
    for (const phase of inPlanOrder(registry)) {
      const { report } = await executePhase(phase, createPhaseContext({ db: database.db, scope, ports }));
      if (report.warnings.length > 0) warnings[phase.id] = report.warnings;
    }
    return warnings;
  }
  const codes = (warnings: Warnings) =>
    Object.fromEntries(Object.entries(warnings).map(([id, own]) => [id, own.map(({ code }) => code)]));
  const itemsOf = (warnings: Warnings, id: PhaseId, code: string) =>
    warnings[id]?.find((warning) => warning.code === code)?.items.join("; ") ?? "";

  test("nothing: no phase has anything to say", async () => {
    expect(await warningsWithout({})).toEqual({});
  });

  test("two symbols' prices: every phase that needs them names them", async () => {
    // Heavy enough that what is left is less than four fifths.
    const heavy = HELD.map((held) => (["KO", "PG"].includes(held.symbol) ? { ...held, entryPrice: "500" } : held));
    const warnings = await warningsWithout({ symbols: ["KO", "PG"] }, heavy);
    expect(codes(warnings)).toMatchObject({
      phase_1: ["symbols-unavailable"],
      phase_1_5: ["symbols-unavailable"],
      phase_1_75: ["symbols-unavailable"],
      phase_4: ["prices-missing"],
    });
    for (const id of ["phase_1", "phase_1_5", "phase_1_75", "phase_4", "phase_6"] as const) {
      const named = warnings[id]?.flatMap(({ items }) => items).join();
      expect(named, id).toMatch(/KO.*PG/);
    }
    expect(codes(warnings).phase_6).toContain("coverage-low");
  });

  test.each([
    ["SPY", ["Market beta", "Spread factors", "Stress"]],
    ["TLT", ["IR beta", "Stress"]],
  ])("the prices of %s: what is fitted on it is named, the rest is there", async (etf, failed) => {
    const warnings = await warningsWithout({ symbols: [etf] });
    expect(Object.keys(warnings)).toEqual(["phase_1", "phase_1_5", "phase_6"]);
    expect(itemsOf(warnings, "phase_1", "regressors-unavailable")).toContain(etf);
    expect(itemsOf(warnings, "phase_1_5", "regressors-unavailable")).toContain(etf);
    const told =
      warnings.phase_6?.filter(({ code }) => code === "analytics-failed").map(({ message }) => message) ?? [];
    for (const name of failed)
      expect(
        told.some((message) => message.startsWith(name)),
        name,
      ).toBe(true);
  });

  test("prices within the range: the dates without are counted, by the collection and by the values", async () => {
    const warnings = await warningsWithout({ gap: { symbol: "XOM", from: "2025-07-15", to: "2025-08-15" } });
    expect(itemsOf(warnings, "phase_1", "sessions-missing")).toMatch(/^XOM: \d+ of 54 sessions priced$/);
    expect(itemsOf(warnings, "phase_4", "prices-with-gaps")).toMatch(/^XOM: \d+ of 54 dates$/);
    expect(warnings.phase_3).toBeUndefined();
  });

  test("a profile: the sync names it, and the tag it would have given", async () => {
    const warnings = await warningsWithout({ profileOf: "JPM" });
    expect(codes(warnings)).toEqual({ phase_0: ["profiles-missing"], phase_5: ["sectors-unknown"] });
    expect(itemsOf(warnings, "phase_0", "profiles-missing")).toContain("JPM");
    expect(itemsOf(warnings, "phase_5", "sectors-unknown")).toBe("JPM");
  });

  test("a company's statements", async () => {
    const warnings = await warningsWithout({ statementsOf: "PG" });
    expect(codes(warnings)).toEqual({ phase_2: ["statements-missing"] });
    expect(itemsOf(warnings, "phase_2", "statements-missing")).toContain("PG");
  });

  test("the index's sector weights", async () => {
    const stored = await database.sql`select * from index_sector_weights`;
    expect(stored.length).toBeGreaterThan(0);
    const warnings = await warningsWithout(
      {},
      HELD,
      async () => void (await database.sql`truncate index_sector_weights`),
    );
    await database.sql`insert into index_sector_weights ${database.sql(stored)}`;
    expect(Object.keys(warnings)).toEqual(["phase_6"]);
    expect(warnings.phase_6?.[0]?.message).toContain("Sectors and concentration failed");
    expect(itemsOf(warnings, "phase_6", "analytics-failed")).toContain("sector weights of the index");
  });

  test("prices after everything was sold: metrics of nothing at all do not read as success", async () => {
    const sold = HELD.slice(0, 1).map((position) => ({ ...position, exitDate: "2025-08-01", exitPrice: "100" }));
    const gap = { symbol: "AAPL", from: "2025-08-02", to: "2025-12-31" };
    const { phase_1_75: told } = await warningsWithout({ gap }, sold);
    expect(told?.[0]).toMatchObject({ code: "symbols-unavailable", items: ["AAPL"] });
  });

  test("every price: the first phase fails in the source's own words", async () => {
    const symbols = HELD.map(({ symbol }) => symbol);
    await expect(warningsWithout({ symbols })).rejects.toThrow(/No price from .* delisted/);
  });
});
