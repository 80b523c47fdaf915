/** A run whose events were removed for their age: when it ended, and when they were. UTC ISO. */
export interface RemovedLog {
  readonly endedAt: string | null;
  readonly prunedAt: string;
}

const DAY_MS = 86_400_000;

/** What stands where the log of a run was: "The log of this run was removed after 90 days; its phases and results are kept." */
export function removedLogText({ endedAt, prunedAt }: RemovedLog): string {
  const days = endedAt === null ? 0 : Math.floor((Date.parse(prunedAt) - Date.parse(endedAt)) / DAY_MS);
  const after = days > 0 ? ` after ${days} ${days === 1 ? "day" : "days"}` : "";
  return `The log of this run was removed${after}; its phases and results are kept.`;
}
