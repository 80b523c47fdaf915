/** When a symbol's statements were last asked for, and the earnings date the source named then. */
export interface StatementsSync {
  readonly fetchedAt: Date;
  readonly nextEarningsDate: string | null;
}

const DAY_MS = 86_400_000;
const OLD_DAYS = 90;
/** Days until reported figures have reached a provider. */
const REPORTING_DAYS = 3;

/**
 * Whether a symbol's statements are to be fetched: never before, 90 days ago, or last before the third day past the
 * earnings date then named. Once asked after that day they wait for the 90 days: a source that keeps naming a past date
 * is not asked in every run.
 */
export function statementsDue(sync: StatementsSync | undefined, now: Date): boolean {
  if (!sync) return true;
  if (now.getTime() - sync.fetchedAt.getTime() >= OLD_DAYS * DAY_MS) return true;
  if (sync.nextEarningsDate === null) return false;
  const reported = Date.parse(sync.nextEarningsDate) + REPORTING_DAYS * DAY_MS;
  return now.getTime() >= reported && sync.fetchedAt.getTime() < reported;
}
