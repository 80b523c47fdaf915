import type { MetricDefinition } from "./metric-definition.ts";

const BETAS =
  "β per position by one joint ridge (λ = 1, standardized by population sd) on SPY, TLT, and VTV, VUG, MTUM, QUAL, IWM, USMV each minus SPY, capped to ±5";
const OPTIONS = "options repriced by Black–Scholes–Merton, volatility unchanged";
const RATES = "TLT moves by −D Δy + ½ C Δy², D 16.5 and C 350 unless configured";

export const STRESS_DEFINITIONS: readonly MetricDefinition[] = [
  stress(
    "stress-pnl",
    "Stress loss or gain",
    `Σ exposure × Σ β x, x_SPY the market’s shock or 0, x_style = shock − x_SPY where shocked, else 0; ${BETAS}; ${RATES}; ${OPTIONS}`,
    "own definition",
  ),
  stress(
    "stress-spillover-pnl",
    "With spill-over",
    `as without, after every factor that has no shock is set to E[r_U | r_S] = Σ_US (Σ_SS + 0.05 diag Σ_SS)⁻¹ r_S, exponential weights 0.97, bounded by the largest |shock| and flagged; ${OPTIONS}`,
    "Kupiec 1998, the conditional expectation of a joint normal; RiskMetrics 1996 for the weights",
  ),
  stress(
    "stress-share",
    "Share of equity",
    "loss or gain / equity; beyond −100% more is lost than there is",
    "own definition",
  ),
  stress(
    "stress-coverage",
    "Stress coverage",
    "public gross whose positions have the joint β / public gross",
    "own definition",
  ),
];

function stress(id: string, name: string, formula: string, source: string): MetricDefinition {
  return {
    ...{ id, name, formula, source },
    window: "β: 180 calendar days, at least 60 returns; spill-over: 252 sessions up to the date",
    priceBasis: "total return",
    kind: "population",
  };
}
