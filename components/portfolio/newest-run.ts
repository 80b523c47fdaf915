import type { RunStatus } from "#lib/run/events.ts";
import type { ListedRun } from "#lib/run/listed-run.ts";

interface Listed {
  readonly id: string;
  readonly lastRun: { readonly id: string; readonly status: RunStatus } | null;
}

/** The newest run of a portfolio among those known; undefined when there is none. */
export function newestRun(runs: Iterable<ListedRun>, portfolioId: string): ListedRun | undefined {
  let newest: ListedRun | undefined;
  for (const run of runs) {
    if (run.portfolio?.id === portfolioId && (!newest || run.createdAt > newest.createdAt)) newest = run;
  }
  return newest;
}

/**
 * Names what a rendered list cannot know: runs that have ended since, whose figures are new, and portfolios that were
 * not there. Empty when nothing of the kind has happened; the same as long as it is the same news.
 */
export function newsSince(runs: ReadonlyMap<string, ListedRun>, accounts: readonly Listed[]): string {
  const known = new Set(accounts.map(({ id }) => id));
  const ended = accounts.flatMap(({ id, lastRun }) => {
    const run = newestRun(runs.values(), id);
    return run?.endedAt && (run.id !== lastRun?.id || run.status !== lastRun.status) ? [run.id] : [];
  });
  const added = [...runs.values()].flatMap(({ portfolio }) =>
    portfolio && !known.has(portfolio.id) ? [portfolio.id] : [],
  );
  return [...new Set([...ended, ...added])].sort().join(" ");
}
