import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { countText } from "#lib/run/log-text.ts";
import type { PhaseReport } from "#server/engine/phase.ts";
import { groupedReasons } from "../grouped-reasons.ts";

interface Failure {
  readonly symbol: string;
  readonly reason: string;
}

export interface FundamentalsResult {
  /** The price source as its owner knows it. */
  readonly source: string;
  readonly symbols: number;
  readonly fetched: number;
  /** Stored and not due. */
  readonly fresh: number;
  /** Funds: they publish no such statements. */
  readonly notApplicable: readonly string[];
  /** Due, but not refreshed: older statements stay in use. */
  readonly stale: readonly Failure[];
  /** Without any statement. */
  readonly missing: readonly Failure[];
}

/** The result in words. */
export function reportFundamentals(result: FundamentalsResult): PhaseReport {
  const { symbols, fetched, fresh, notApplicable, stale, missing } = result;
  const parts = [
    `${countText(fetched)} fetched`,
    `${countText(fresh)} fresh`,
    ...(notApplicable.length > 0 ? [`${countText(notApplicable.length)} not applicable`] : []),
    ...(stale.length > 0 ? [`${countText(stale.length)} not refreshed`] : []),
    ...(missing.length > 0 ? [`${countText(missing.length)} without statements`] : []),
  ];
  return {
    summary: `${counted(symbols, "symbol")} processed (${parts.join(", ")})`,
    counts: {
      ...{ fetched, fresh, notApplicable: notApplicable.length },
      ...{ stale: stale.length, missing: missing.length },
    },
    warnings: [...missingWarning(result), ...staleWarning(result)],
  };
}

function missingWarning({ source, missing }: FundamentalsResult): PhaseWarning[] {
  if (missing.length === 0) return [];
  const message = `"${source}" gave no statements of ${counted(missing.length, "symbol")}`;
  return [{ code: "statements-missing", message, items: groupedReasons(missing) }];
}

function staleWarning({ source, stale }: FundamentalsResult): PhaseWarning[] {
  if (stale.length === 0) return [];
  const of = counted(stale.length, "symbol");
  const message = `"${source}" did not refresh the statements of ${of}; the stored ones stay in use`;
  return [{ code: "statements-stale", message, items: groupedReasons(stale) }];
}
