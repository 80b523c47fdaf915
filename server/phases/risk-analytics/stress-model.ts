import { calendarWindow } from "#lib/analytics/calendar-window.ts";
import { directShocks } from "#lib/analytics/direct-shocks.ts";
import { known, type Outcome, type Unknown, unknown } from "#lib/analytics/outcome.ts";
import { shockedReturns } from "#lib/analytics/shocked-returns.ts";
import { type SpilloverShocks, spilloverShocks } from "#lib/analytics/spillover-shocks.ts";
import { stressCovariance } from "#lib/analytics/stress-covariance.ts";
import { type StressDesign, stressDesign } from "#lib/analytics/stress-design.ts";
import { STRESS_FACTORS } from "#lib/analytics/stress-factors.ts";
import { stressRegressors } from "#lib/analytics/stress-regressors.ts";
import type { StressScenario } from "#lib/analytics/stress-scenarios.ts";
import type { Assumptions } from "../assumptions.ts";
import type { ReturnTable } from "./current-holdings.ts";

const WINDOW_DAYS = 180;

/** A built-in scenario by its id, or one of the owner's by its uuid. */
export type Scenario = Pick<StressScenario, "id" | "shocks">;

/** What a scenario does to the factors, in the order of `STRESS_FACTORS`. */
export interface ScenarioMoves {
  readonly id: string;
  readonly direct: Outcome<Float64Array>;
  readonly spillover: Outcome<SpilloverShocks>;
}

/** The scenarios as of a session, and the betas to them. */
export interface StressState {
  /** One per scenario, in their order. */
  readonly moves: readonly ScenarioMoves[];
  /** Joint betas of a symbol's returns, in the order of `STRESS_FACTORS`; fitted once. */
  betasOf(symbol: string): Outcome<Float64Array>;
  /** Why scenarios cannot be computed in full: factors without returns, or too few of all of them. */
  readonly lacking: readonly string[];
}

/** What is shared by all dates of a run. */
export interface StressModel {
  at(session: number): StressState;
}

/** The stress factors of a table of returns, decomposed once per session and shared by all symbols and scenarios. */
export function createStressModel(
  table: ReturnTable,
  scenarios: readonly Scenario[],
  assumptions: Assumptions,
): StressModel {
  const funds = Object.fromEntries(
    STRESS_FACTORS.flatMap(({ etf }) => {
      const returns = table.returns.get(etf);
      return returns ? [[etf, returns]] : [];
    }),
  );
  const factors = stressRegressors(funds);
  return {
    at(session) {
      if (factors.value === null) return withoutFactors(scenarios, factors);
      const design = stressDesign(factors.value, calendarWindow(table.days, session, WINDOW_DAYS), session + 1);
      if (design.value === null) return withoutFactors(scenarios, design);
      const covariance = stressCovariance(factors.value, design.value, session + 1);
      const { missing } = design.value;
      return {
        moves: scenarios.map((scenario) => movesOf(scenario, design.value, covariance, assumptions)),
        betasOf: createBetas(design.value, table),
        lacking: [...missing, covariance.reason].filter((reason) => reason !== null),
      };
    },
  };
}

function withoutFactors(scenarios: readonly Scenario[], outcome: Unknown): StressState {
  return {
    moves: scenarios.map(({ id }) => ({ id, direct: outcome, spillover: outcome })),
    betasOf: () => outcome,
    lacking: [outcome.reason],
  };
}

function movesOf(
  { id, shocks }: Scenario,
  { missing, places }: StressDesign,
  covariance: Outcome<Float64Array>,
  assumptions: Assumptions,
): ScenarioMoves {
  const returns = shockedReturns(shocks, missing, assumptions);
  if (returns.value === null) return { id, direct: returns, spillover: returns };
  return {
    id,
    direct: known(directShocks(returns.value)),
    spillover: covariance.value === null ? covariance : spilloverShocks(returns.value, places, covariance.value),
  };
}

function createBetas(design: StressDesign, { returns }: ReturnTable): StressState["betasOf"] {
  const fitted = new Map<string, Outcome<Float64Array>>();
  return (symbol) => {
    const before = fitted.get(symbol);
    if (before) return before;
    const betas = betasOf(design, returns.get(symbol));
    fitted.set(symbol, betas);
    return betas;
  };
}

function betasOf(design: StressDesign, returns: Float64Array | undefined): Outcome<Float64Array> {
  if (returns === undefined) return unknown("no prices");
  const fit = design.solve(returns);
  return fit.value === null ? fit : known(fit.value.betas);
}
