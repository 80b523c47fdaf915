import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import { definePhase, type PhaseContext, type PhaseReport } from "#server/engine/phase.ts";
import { type AccountLedger, accountLedger } from "../account-ledger.ts";
import type { PhasePorts } from "../ports.ts";
import { clearRecompute } from "../recompute.ts";
import { unitSize, unitsAfter } from "../unit-size.ts";
import { analyzeDate } from "./compute.ts";
import { holdingsAt } from "./holdings-at.ts";
import { type LoadedInputs, loadInputs } from "./inputs.ts";
import { failureCount, type JobTally, NO_FAILURES, tallied, tallyWarnings } from "./job-tally.ts";
import { JOBS } from "./jobs.ts";
import { type AnalyzedDate, saveAnalyses, saveCorrelations } from "./save.ts";

type Context = PhaseContext<PhasePorts, JobTally>;

interface Result extends JobTally {
  readonly dates: number;
}

/** Factors, sectors, scenarios and the figures of the risk table at 13 + 11 + 22 + 1 rows a date. */
const ROWS_PER_DATE = 47;

/** The portfolio's nine analytics on every date of the run. */
export const riskAnalytics = definePhase({
  id: "phase_6",
  failure: "continues",
  total: ({ dates }) => ({ total: dates.length }),

  async run(context: Context): Promise<Result> {
    const { scope, ports, resumed } = context;
    const key = { portfolioId: required(scope.portfolio, "portfolio").id, runId: scope.runId };
    const account = await accountLedger(context);
    const inputs = await loadInputs(scope, ports, account);
    let tally = resumed?.tally ?? NO_FAILURES;
    for (const unit of unitsAfter(scope.dates, resumed?.done ?? 0, unitSize(scope.dates.length, ROWS_PER_DATE))) {
      const analyzed: AnalyzedDate[] = [];
      for (const date of unit.items) {
        const analysis = analysisOf(date, account, inputs);
        tally = analysis === null ? { ...tally, outside: [...tally.outside, date] } : tallied(tally, analysis);
        if (analysis !== null) analyzed.push({ date, analysis });
        await context.breathe();
      }
      await context.commit({ done: unit.done, tally }, async (tx) => {
        await saveAnalyses(tx, key, analyzed);
        const final = analyzed.at(-1);
        if (final?.date === scope.finalDate) await saveCorrelations(tx, key, final);
        if (unit.done === scope.dates.length) await clearRecompute(tx, scope, accountOf(account, key.portfolioId));
      });
    }
    return { ...tally, dates: scope.dates.length };
  },

  report: ({ dates, ...tally }: Result): PhaseReport => ({
    summary: `1 portfolio analyzed, ${counted(dates, "date")}, ${JOBS.length} analytics each`,
    counts: {
      dates,
      analytics: dates * JOBS.length,
      failedAnalytics: failureCount(tally),
      failedDates: tally.outside.length,
    },
    warnings: tallyWarnings(tally, dates),
  }),
});

function accountOf({ byDate }: AccountLedger, portfolioId: string) {
  const [firstSession = null] = byDate.keys();
  return { portfolioId, firstSession };
}

/** Null for a date before the account's first session. */
function analysisOf(date: string, account: AccountLedger, inputs: LoadedInputs) {
  const equity = account.byDate.get(date)?.equity;
  if (equity === undefined) return null;
  const session = required(inputs.sessionOf.get(date), `session ${date}`);
  return analyzeDate(inputs, { date, session, equity, holdings: holdingsAt(account, date) });
}
