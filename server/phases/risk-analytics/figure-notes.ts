import type { Outcome } from "#lib/analytics/outcome.ts";

/** Gathers why figures of a date are null. */
export interface FigureNotes {
  /** Figure → reason, of those that are null. */
  readonly reasons: Readonly<Record<string, string>>;
  /** The figure's value; null, with its reason noted, where there is none. */
  noted<T>(figure: string, outcome: Outcome<T>): T | null;
}

export function createFigureNotes(): FigureNotes {
  const reasons: Record<string, string> = {};
  return {
    reasons,
    noted(figure, outcome) {
      if (outcome.reason !== null) reasons[figure] = outcome.reason;
      return outcome.value;
    },
  };
}
