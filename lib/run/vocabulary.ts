// Apart from the schemas: a page that only names a status loads no parser.

export const runStatuses = ["queued", "running", "completed", "partial", "failed", "cancelled"] as const;
export const phaseStatuses = ["pending", "running", "completed", "warning", "failed", "skipped"] as const;
export const endedPhaseStatuses = ["completed", "warning", "failed", "skipped"] as const;
export const endedRunStatuses = ["completed", "partial", "failed", "cancelled"] as const;

/** Whether nothing more will happen to a run of this status. */
export function isEndedStatus(status: string): boolean {
  return endedRunStatuses.some((ended) => ended === status);
}

export const runKinds = ["onboarding", "nightly", "manual", "retry"] as const;
export const logLevels = ["info", "warning", "error"] as const;
