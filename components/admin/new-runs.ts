import type { ListedRun } from "#lib/run/listed-run.ts";
import type { HistoryAddress } from "./history-address.ts";

/** A page of the history as it was rendered. */
export interface HistoryPage {
  readonly address: HistoryAddress;
  /** Newest first. */
  readonly runs: readonly { readonly id: string; readonly createdAt: string }[];
  /** There are no older runs of this filter. */
  readonly isLast: boolean;
}

/** How many runs the first page would show if it were read again and does not show now; 0 on older pages. */
export function newRunCount(live: Iterable<ListedRun>, { address, runs, isLast }: HistoryPage): number {
  if (address.cursor !== null) return 0;
  const shown = new Set(runs.map((run) => run.id));
  const oldest = isLast ? "" : (runs.at(-1)?.createdAt ?? "");
  let count = 0;
  for (const run of live) {
    if (!shown.has(run.id) && run.createdAt > oldest && matches(run, address)) count += 1;
  }
  return count;
}

/** As the server filters: part of a portfolio's name, an e-mail or an id, in any case. */
function matches(run: ListedRun, { status, text, portfolioId }: HistoryAddress): boolean {
  if (status.length > 0 && !status.includes(run.status)) return false;
  if (portfolioId !== null && run.portfolio?.id !== portfolioId) return false;
  const part = text.toLowerCase();
  return [run.portfolio?.name, run.requestedBy, run.id].some((words) => words?.toLowerCase().includes(part));
}
