import type { PhaseRegistry } from "#server/engine/phase.ts";
import { companyProfiles } from "./company-profiles/company-profiles.ts";
import { factorAnalysis } from "./factor-analysis/factor-analysis.ts";
import { fundamentals } from "./fundamentals/fundamentals.ts";
import { marketData } from "./market-data/market-data.ts";
import { marketValues } from "./market-values/market-values.ts";
import type { PhasePorts } from "./ports.ts";
import { profitAndLoss } from "./profit-and-loss/profit-and-loss.ts";
import { riskAnalytics } from "./risk-analytics/risk-analytics.ts";
import { sectorTags } from "./sector-tags/sector-tags.ts";
import { symbolMetrics } from "./symbol-metrics/symbol-metrics.ts";

/** The module of each planned phase; one that is missing, or stands at another's place, does not compile. */
export const registry: PhaseRegistry<PhasePorts> = {
  phase_1: marketData,
  phase_1_5: factorAnalysis,
  phase_1_75: symbolMetrics,
  phase_0: companyProfiles,
  phase_2: fundamentals,
  phase_3: profitAndLoss,
  phase_4: marketValues,
  phase_5: sectorTags,
  phase_6: riskAnalytics,
};
