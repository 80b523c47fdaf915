import { addressText } from "#lib/address-text.ts";
import type { RunStatus } from "#lib/run/events.ts";
import { runStatuses } from "#lib/run/vocabulary.ts";

/** Which runs the history shows, as its address says it. */
export interface HistoryAddress {
  readonly status: readonly RunStatus[];
  readonly text: string;
  readonly portfolioId: string | null;
  /** Where the page before ended; null on the first. */
  readonly cursor: string | null;
}

type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads an address; what it does not understand is left out. */
export function readHistoryAddress(params: SearchParams): HistoryAddress {
  const named = new Set([params.status].flat().flatMap((value) => value?.split(",") ?? []));
  return {
    status: runStatuses.filter((status) => named.has(status)),
    text: addressText(params.text),
    portfolioId: addressText(params.portfolioId) || null,
    cursor: addressText(params.cursor) || null,
  };
}

/** The address of the history with these changes; a changed filter begins at the newest run. */
export function historyHref(address: HistoryAddress, changes: Partial<HistoryAddress>): string {
  const { status, text, portfolioId, cursor } = { ...address, cursor: null, ...changes };
  const params = new URLSearchParams();
  if (status.length > 0) params.set("status", status.join(","));
  if (text) params.set("text", text);
  if (portfolioId) params.set("portfolioId", portfolioId);
  if (cursor) params.set("cursor", cursor);
  const query = params.toString();
  return query ? `/admin/runs?${query}` : "/admin/runs";
}

/** The statuses with one of them put in or taken out. */
export function toggled(statuses: readonly RunStatus[], status: RunStatus): readonly RunStatus[] {
  return runStatuses.filter((each) => (each === status) !== statuses.includes(each));
}
