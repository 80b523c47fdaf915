import { counted } from "#lib/counted.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { groupedReasons } from "../grouped-reasons.ts";

export interface FundamentalsResult {
  /** The price source as its owner knows it. */
  readonly source: string;
  readonly symbols: number;
  readonly fetched: number;
  /** Stored and not due. */
  readonly fresh: number;
  /** Funds: they publish no such statements. */
  readonly notApplicable: readonly string[];
  readonly missing: readonly { readonly symbol: string; readonly reason: string }[];
}

/** The result in words. */
export function reportFundamentals(result: FundamentalsResult): PhaseReport {
  const { source, symbols, fetched, fresh, notApplicable, missing } = result;
  const parts = [
    `${fetched} fetched`,
    `${fresh} fresh`,
    ...(notApplicable.length > 0 ? [`${notApplicable.length} not applicable`] : []),
    ...(missing.length > 0 ? [`${missing.length} without statements`] : []),
  ];
  const warning = {
    code: "statements-missing",
    message: `"${source}" has no statements of ${counted(missing.length, "symbol")}`,
    items: groupedReasons(missing),
  };
  return {
    summary: `${counted(symbols, "symbol")} processed (${parts.join(", ")})`,
    counts: { fetched, fresh, notApplicable: notApplicable.length, missing: missing.length },
    warnings: missing.length > 0 ? [warning] : [],
  };
}
