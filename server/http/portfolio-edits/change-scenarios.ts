import { and, eq, max } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { readScenario, type ScenarioFields, SHOCK_NAMES } from "#lib/portfolio-edits/scenario.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { portfolioStress, snapshots } from "#server/db/schema/analytics.ts";
import { scenarios } from "#server/db/schema/portfolio.ts";
import { isUniqueViolation } from "#server/db/unique-violation.ts";
import { ownScenario, type StoredScenario } from "#server/queries/own-scenarios.ts";
import { ERROR_TEXTS } from "../error-texts.ts";
import { activeRunId } from "../portfolios/changed-prices.ts";
import { HttpProblem } from "../problem.ts";
import { editInputs } from "./edit-inputs.ts";
import { requiredValue } from "./required-value.ts";

const MOST_SCENARIOS = 50;

export interface ScenarioKey {
  readonly portfolioId: string;
  readonly scenarioId: string;
}

/** @throws HttpProblem with every problem of the fields; ERR_SCEN_003 for a name taken; ERR_SCEN_006. */
export function addScenario(db: Database, portfolioId: string, fields: ScenarioFields): Promise<StoredScenario> {
  const scenario = requiredValue(readScenario(fields));
  return editScenarios(db, portfolioId, async (tx) => {
    if ((await tx.$count(scenarios, eq(scenarios.portfolioId, portfolioId))) >= MOST_SCENARIOS) {
      throw new HttpProblem("ERR_SCEN_006");
    }
    const [added] = await tx
      .insert(scenarios)
      .values({ ...scenario, portfolioId })
      .returning({ id: scenarios.id });
    return { answer: { ...scenario, id: required(added, "the scenario").id }, isOutdated: true };
  });
}

/**
 * Shocks given take the place of all there were, and what was computed of those is forgotten.
 *
 * @throws HttpProblem as `addScenario`, and ERR_SCEN_007.
 */
export function changeScenario(
  db: Database,
  { portfolioId, scenarioId }: ScenarioKey,
  edits: ScenarioFields,
): Promise<StoredScenario> {
  return editScenarios(db, portfolioId, async (tx) => {
    const { name, shocks } = await foundScenario(tx, portfolioId, scenarioId);
    const changes = { name: edits.name ?? name, shocks: edits.shocks ?? shocks };
    const scenario = requiredValue(readScenario(changes));
    await tx.update(scenarios).set(scenario).where(eq(scenarios.id, scenarioId));
    const isOutdated = SHOCK_NAMES.some((shock) => scenario.shocks[shock] !== shocks[shock]);
    if (isOutdated) await forgetResults(tx, { portfolioId, scenarioId });
    return { answer: { ...scenario, id: scenarioId }, isOutdated };
  });
}

/** @throws HttpProblem ERR_SCEN_007 where there is none. */
export function deleteScenario(db: Database, { portfolioId, scenarioId }: ScenarioKey): Promise<void> {
  return editScenarios(db, portfolioId, async (tx) => {
    await foundScenario(tx, portfolioId, scenarioId);
    await tx.delete(scenarios).where(eq(scenarios.id, scenarioId));
    await forgetResults(tx, { portfolioId, scenarioId });
    return { answer: undefined, isOutdated: true };
  });
}

async function forgetResults(tx: Transaction, { portfolioId, scenarioId }: ScenarioKey): Promise<void> {
  const ofScenario = and(eq(portfolioStress.portfolioId, portfolioId), eq(portfolioStress.scenario, scenarioId));
  await tx.delete(portfolioStress).where(ofScenario);
}

/**
 * Scenarios are of the account as it is now: its newest results are computed again, older ones stay as they are. Those of
 * a run at work, which has the scenarios of before, do not.
 */
async function editScenarios<Answer>(
  db: Database,
  portfolioId: string,
  edit: (tx: Transaction) => Promise<{ readonly answer: Answer; readonly isOutdated: boolean }>,
): Promise<Answer> {
  try {
    return await editInputs(db, portfolioId, async (tx, { firstSession }) => {
      const { answer, isOutdated } = await edit(tx);
      if (!isOutdated) return { answer, since: null };
      if ((await activeRunId(tx, portfolioId)) !== null) return { answer, since: firstSession };
      const ofPortfolio = eq(snapshots.portfolioId, portfolioId);
      const [newest] = await tx
        .select({ date: max(snapshots.date) })
        .from(snapshots)
        .where(ofPortfolio);
      return { answer, since: newest?.date ?? firstSession };
    });
  } catch (error) {
    if (!isUniqueViolation(error, "scenarios_portfolio_name")) throw error;
    const { message } = ERROR_TEXTS.ERR_SCEN_003;
    throw new HttpProblem("ERR_SCEN_003", { cause: error, errors: [{ field: "name", code: "ERR_SCEN_003", message }] });
  }
}

async function foundScenario(tx: Transaction, portfolioId: string, id: string): Promise<StoredScenario> {
  const scenario = await ownScenario(tx, portfolioId, id);
  if (!scenario) throw new HttpProblem("ERR_SCEN_007");
  return scenario;
}
