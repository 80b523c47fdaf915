/** What a phase counts. */
export type PhaseUnit = "symbols" | "dates" | "positions";

interface PlannedPhase {
  readonly id: string;
  readonly name: string;
  readonly unit: PhaseUnit;
  /** Phases whose failure makes this one impossible; it is then skipped with that reason. */
  readonly needs: readonly string[];
  /** Concerns the present only: left out of runs over past dates. */
  readonly presentOnly: boolean;
  /** Share of the run's percent until durations of like runs are known; the nine add up to 100. */
  readonly defaultWeight: number;
}

/** The only list of phases, in canonical order: everything that shows, stores or runs phases reads it from here. */
export const PLAN = [
  { id: "phase_1", name: "Market Data Collection", unit: "symbols", needs: [], presentOnly: false, defaultWeight: 15 },
  {
    id: "phase_1_5",
    name: "Factor Analysis",
    unit: "symbols",
    needs: ["phase_1"],
    presentOnly: false,
    defaultWeight: 20,
  },
  {
    id: "phase_1_75",
    name: "Symbol Metrics",
    unit: "symbols",
    needs: ["phase_1"],
    presentOnly: false,
    defaultWeight: 5,
  },
  { id: "phase_0", name: "Company Profile Sync", unit: "symbols", needs: [], presentOnly: true, defaultWeight: 5 },
  {
    id: "phase_2",
    name: "Fundamental Data Collection",
    unit: "symbols",
    needs: [],
    presentOnly: true,
    defaultWeight: 5,
  },
  {
    id: "phase_3",
    name: "P&L Calculation & Snapshots",
    unit: "dates",
    needs: ["phase_1"],
    presentOnly: false,
    defaultWeight: 10,
  },
  {
    id: "phase_4",
    name: "Position Market Value Updates",
    unit: "dates",
    needs: ["phase_3"],
    presentOnly: false,
    defaultWeight: 15,
  },
  { id: "phase_5", name: "Sector Tag Restoration", unit: "positions", needs: [], presentOnly: true, defaultWeight: 5 },
  { id: "phase_6", name: "Risk Analytics", unit: "dates", needs: ["phase_3"], presentOnly: false, defaultWeight: 20 },
] as const satisfies readonly PlannedPhase[];

export type PhaseId = (typeof PLAN)[number]["id"];

const ORDER = new Map<string, number>(PLAN.map((phase, index) => [phase.id, index]));

/** Position in canonical order, from 0; ids this version does not know sort last. */
export function planOrder(phaseId: string): number {
  return ORDER.get(phaseId) ?? PLAN.length;
}

/** The planned phase of an id; undefined for ids of a newer version. */
export function plannedPhase(phaseId: string): PlannedPhase | undefined {
  return PLAN.find((phase) => phase.id === phaseId);
}
