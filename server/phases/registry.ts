import type { PhaseRegistry } from "#server/engine/phase.ts";
import { acrossSources, ofPortfolio } from "./across-sources.ts";
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
  phase_1: acrossSources(marketData),
  phase_1_5: acrossSources(factorAnalysis),
  phase_1_75: acrossSources(symbolMetrics),
  phase_0: acrossSources(companyProfiles),
  phase_2: acrossSources(fundamentals),
  phase_3: ofPortfolio(profitAndLoss),
  phase_4: ofPortfolio(marketValues),
  phase_5: ofPortfolio(sectorTags),
  phase_6: ofPortfolio(riskAnalytics),
};
