/** A figure and, where it is null, why. */
export interface ReasonedFigure {
  readonly value: unknown;
  readonly reason: string | null | undefined;
}

/** The reason of all figures where none of them is known and all for the same; null otherwise, and of no figures. */
export function sharedReason(figures: readonly ReasonedFigure[]): string | null {
  const reasons = new Set(figures.map(({ value, reason }) => (value === null ? (reason ?? null) : null)));
  const [only] = reasons;
  return reasons.size === 1 ? (only ?? null) : null;
}
