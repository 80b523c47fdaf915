import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import { lengthOf, oneLine } from "#lib/portfolio-import/one-line.ts";
import { checkEdit, type EditReading, type FieldInput } from "./edit-check.ts";

/** The shocks a scenario can have: total returns as fractions, and the change of yields in basis points. */
export const SHOCK_NAMES = [
  ...["market", "value", "growth", "momentum"],
  ...["quality", "size", "lowVolatility", "rateBp"],
] as readonly (keyof StressShocks)[];

/** A stress scenario of a portfolio's owner. */
export interface OwnScenario {
  readonly name: string;
  /** Those that are not zero. */
  readonly shocks: StressShocks;
}

export interface ScenarioFields {
  readonly name?: FieldInput;
  readonly shocks?: Readonly<Partial<Record<keyof StressShocks, number | null | undefined>>> | undefined;
}

const MAX_NAME = 100;
const MOST_RETURN = 5;
const MOST_BASIS_POINTS = 1000;

/** Reads a scenario as it was entered. That its name is free only the database can say. */
export function readScenario({ name: given, shocks: entered = {} }: ScenarioFields): EditReading<OwnScenario> {
  const check = checkEdit<"name" | "shocks" | keyof StressShocks>({ name: given, ...entered });
  const name = oneLine(check.text("name"));
  if (name === "") check.report("name", "ERR_SCEN_001");
  if (lengthOf(name) > MAX_NAME) check.report("name", "ERR_SCEN_002");
  const shocks = Object.fromEntries(
    SHOCK_NAMES.flatMap((shock) => {
      const size = entered[shock] ?? 0;
      if (!isPossible(shock, size)) check.report(shock, "ERR_SCEN_005", boundsOf(shock));
      return size === 0 ? [] : [[shock, size]];
    }),
  );
  if (Object.keys(shocks).length === 0) check.report("shocks", "ERR_SCEN_004");
  const { problems } = check;
  return { value: problems.length === 0 ? { name, shocks } : null, problems };
}

/** Nothing can lose more than all; what is beyond these bounds is a slip of the pen. */
function isPossible(shock: keyof StressShocks, size: number): boolean {
  return shock === "rateBp" ? Math.abs(size) <= MOST_BASIS_POINTS : size > -1 && size <= MOST_RETURN;
}

function boundsOf(shock: keyof StressShocks): string {
  return shock === "rateBp" ? "Not within −1,000 and 1,000 basis points" : "Not above −100% and up to 500%";
}
