import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import { dateMilestone } from "#lib/run/log-text.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import { snapshots } from "#server/db/schema/analytics.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import { type AccountLedger, accountLedger } from "../account-ledger.ts";
import { forgetOutside } from "../forget-outside.ts";
import type { PhasePorts } from "../ports.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { balances, snapshotRow } from "./compute.ts";

interface Result {
  readonly snapshots: number;
  /** Dates before the account's first session: nothing to write there. */
  readonly outside: readonly string[];
  /** Dates on which cash and market value do not make up equity. */
  readonly unbalanced: readonly string[];
}

const log = logger("app.calculations.snapshots");

/** The account of every date of the run: one snapshot each, from a ledger that starts at the portfolio's beginning. */
export const profitAndLoss = definePhase({
  id: "phase_3",
  failure: "continues",
  total: ({ dates }) => ({ total: dates.length }),

  async run(context: PhaseContext<PhasePorts, null>): Promise<Result> {
    const { scope, ports, resumed } = context;
    const account = await accountLedger(context);
    const portfolioId = required(scope.portfolio, "portfolio").id;
    const key = { portfolioId, runId: scope.runId };
    for (const unit of unitsAfter(scope.dates, resumed?.done ?? 0, unitSize(scope.dates.length, 1))) {
      for (const [i, date] of unit.items.entries()) announce(date, unit.from + i + 1, scope.dates.length);
      const unitRows = unit.items.flatMap((date) => {
        const day = account.byDate.get(date);
        return day ? [snapshotRow(day, { ...key, date })] : [];
      });
      await context.commit({ done: unit.done, tally: null }, async (tx) => {
        await bulkUpsert(tx, snapshots, unitRows, { onConflict: "replace" });
        if (unit.done === scope.dates.length) await forgetOutside(tx, portfolioId, endsOf(account, ports));
      });
    }
    return resultOf(account, scope.dates);
  },

  report: ({ snapshots: written, outside, unbalanced }: Result): PhaseReport => ({
    summary: `1 portfolio, ${counted(written, "snapshot")}`,
    counts: { snapshots: written, failedDates: outside.length + unbalanced.length },
    warnings: [
      ...shortfall("snapshots-missing", "before the account's first session, no snapshot", outside),
      ...shortfall("ledger-unbalanced", "cash and market value do not make up equity", unbalanced),
    ],
  }),
});

function endsOf({ byDate }: AccountLedger, { pricedThrough = null }: PhasePorts) {
  const [first = null] = byDate.keys();
  return { first, last: pricedThrough };
}

function announce(date: string, current: number, total: number): void {
  const milestone = dateMilestone(date, current, total);
  if (milestone) log.info({ subject: { date } }, milestone);
}

function resultOf({ byDate }: AccountLedger, dates: readonly string[]): Result {
  const outside = dates.filter((date) => !byDate.has(date));
  const unbalanced = dates.filter((date) => {
    const day = byDate.get(date);
    return day !== undefined && !balances(day);
  });
  return { snapshots: dates.length - outside.length, outside, unbalanced };
}

function shortfall(code: string, what: string, dates: readonly string[]) {
  if (dates.length === 0) return [];
  return [{ code, message: `${counted(dates.length, "date")}: ${what} (first ${dates[0]})`, items: [...dates] }];
}
