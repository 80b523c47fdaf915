/** When a symbol's statements were last asked for, and the earnings date the source named then. */
export interface StatementsSync {
  readonly fetchedAt: Date;
  readonly nextEarningsDate: string | null;
  /** Whether there are any, or estimates; else what is known is that the source had none. */
  readonly hasStatements: boolean;
}

const DAY_MS = 86_400_000;
const OLD_DAYS = 90;
/** A source that had none may have its first ones soon. */
const NONE_DAYS = 7;
/** Days until reported figures have reached a provider. */
const REPORTING_DAYS = 3;

/**
 * Whether a symbol's statements are to be fetched: never before, 90 days ago (7 where there were none), or last before the third day past the
 * earnings date then named. Once asked after that day they wait for the 90 days: a source that keeps naming a past date
 * is not asked in every run.
 */
export function statementsDue(sync: StatementsSync | undefined, now: Date): boolean {
  if (!sync) return true;
  if (now.getTime() - sync.fetchedAt.getTime() >= (sync.hasStatements ? OLD_DAYS : NONE_DAYS) * DAY_MS) return true;
  if (sync.nextEarningsDate === null) return false;
  const reported = Date.parse(sync.nextEarningsDate) + REPORTING_DAYS * DAY_MS;
  return now.getTime() >= reported && sync.fetchedAt.getTime() < reported;
}
