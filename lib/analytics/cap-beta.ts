export const BETA_LIMIT = 5;

/** A beta held to ±`limit` after the fit, and whether that changed it. R² stays the uncapped fit's. */
export function capBeta(beta: number, limit: number = BETA_LIMIT): { readonly beta: number; readonly capped: boolean } {
  const held = Math.max(-limit, Math.min(limit, beta));
  return { beta: held, capped: held !== beta };
}
