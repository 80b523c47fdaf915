import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { countText } from "#lib/run/log-text.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { groupedReasons } from "../grouped-reasons.ts";

interface Failure {
  readonly symbol: string;
  readonly reason: string;
}

export interface CompanyProfilesResult {
  /** The price source as its owner knows it. */
  readonly source: string;
  readonly symbols: number;
  readonly fetched: number;
  /** Stored and not due. */
  readonly fresh: number;
  /** Due, but not refreshed: an older profile stays in use. */
  readonly stale: readonly Failure[];
  /** The day the oldest of those is of; null where there is none. */
  readonly oldest: string | null;
  /** Without any profile. */
  readonly failed: readonly Failure[];
}

/** The result in words. */
export function reportCompanyProfiles(result: CompanyProfilesResult): PhaseReport {
  const { symbols, fetched, fresh, stale, failed } = result;
  return {
    summary: `${countText(symbols - stale.length - failed.length)}/${countText(symbols)} profiles synced`,
    counts: { fetched, fresh, stale: stale.length, failed: failed.length },
    warnings: [...missingWarning(result), ...staleWarning(result)],
  };
}

function missingWarning({ source, failed }: CompanyProfilesResult): PhaseWarning[] {
  if (failed.length === 0) return [];
  const message = `"${source}" gave no profile of ${counted(failed.length, "symbol")}`;
  return [{ code: "profiles-missing", message, items: groupedReasons(failed) }];
}

function staleWarning({ source, stale, oldest }: CompanyProfilesResult): PhaseWarning[] {
  if (stale.length === 0) return [];
  const kept = oldest === null ? "the stored ones stay in use" : `the stored ones, from ${oldest} on, stay in use`;
  const message = `"${source}" did not refresh ${counted(stale.length, "profile")}; ${kept}`;
  return [{ code: "profiles-stale", message, items: groupedReasons(stale) }];
}
