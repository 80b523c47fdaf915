import { counted } from "#lib/counted.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { groupedReasons } from "../grouped-reasons.ts";

export interface CompanyProfilesResult {
  /** The price source as its owner knows it. */
  readonly source: string;
  readonly symbols: number;
  readonly fetched: number;
  /** Stored and not due. */
  readonly fresh: number;
  readonly failed: readonly { readonly symbol: string; readonly reason: string }[];
}

/** The result in words. */
export function reportCompanyProfiles(result: CompanyProfilesResult): PhaseReport {
  const { source, symbols, fetched, fresh, failed } = result;
  const warning = {
    code: "profiles-missing",
    message: `"${source}" has no profile of ${counted(failed.length, "symbol")}`,
    items: groupedReasons(failed),
  };
  return {
    summary: `${symbols - failed.length}/${symbols} profiles synced`,
    counts: { fetched, fresh, failed: failed.length },
    warnings: failed.length > 0 ? [warning] : [],
  };
}
