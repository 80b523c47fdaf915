import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { countText, shortList } from "#lib/run/log-text.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import { accountLedger } from "../account-ledger.ts";
import type { PhasePorts } from "../ports.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { type Coverage, coverageOf, liveRows, valueRows } from "./compute.ts";
import { saveLive, saveValues } from "./save.ts";

type Result = Coverage;

const log = logger("app.calculations.market_values");

/** What every position was worth on every date; on the final date of a present run the live columns too. */
export const marketValues = definePhase({
  id: "phase_4",
  failure: "continues",
  total: ({ dates }) => ({ total: dates.length }),

  async run(context: PhaseContext<PhasePorts, null>): Promise<Result> {
    const { scope, ports, resumed } = context;
    const portfolioId = required(scope.portfolio, "portfolio").id;
    const account = await accountLedger(context);
    const coverage = coverageOf(account, scope.dates);
    if (coverage.missing.length > 0 && !resumed) log.warn(missingText(coverage.missing));
    for (const unit of unitsAfter(
      scope.dates,
      resumed?.done ?? 0,
      unitSize(scope.dates.length, ports.positions.length),
    )) {
      const unitRows = valueRows(account, portfolioId, unit.items);
      const isLast = unit.done === scope.dates.length;
      await context.commit({ done: unit.done, tally: null }, async (tx) => {
        await saveValues(tx, portfolioId, unit.items, unitRows);
        if (isLast && scope.isPresent) await saveLive(tx, scope.finalDate, liveRows(account));
      });
      await context.breathe();
    }
    return coverage;
  },

  report: ({ held, missing, gaps }: Result): PhaseReport => ({
    summary: `${countText(held - missing.length)}/${countText(held)} positions updated`,
    counts: { updated: held - missing.length, missing: missing.length, withGaps: gaps.length },
    warnings: [...missingWarning(missing), ...gapWarning(gaps)],
  }),
});

function missingWarning(symbols: Result["missing"]): PhaseWarning[] {
  if (symbols.length === 0) return [];
  const message = `Missing prices for ${counted(symbols.length, "symbol")}`;
  return [{ code: "prices-missing", message, items: [...symbols] }];
}

function gapWarning(gaps: Result["gaps"]): PhaseWarning[] {
  if (gaps.length === 0) return [];
  const message = `${counted(gaps.length, "symbol")} at an older price on some dates held`;
  const items = gaps.map(
    ({ symbol, unpriced, held }) => `${symbol}: ${countText(unpriced)} of ${counted(held, "date")}`,
  );
  return [{ code: "prices-with-gaps", message, items }];
}

function missingText(symbols: readonly string[]): string {
  return `⚠️ Missing prices for: ${shortList(symbols)}`;
}
