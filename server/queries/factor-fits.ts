import { FACTORS, type FactorId } from "#lib/analytics/factor-catalogue.ts";
import type { providerBetas, symbolFactors } from "#server/db/schema/market.ts";

type FittedRow = Omit<typeof symbolFactors.$inferSelect, "source" | "symbol">;
type ProvidedRow = Pick<typeof providerBetas.$inferSelect, "date" | "beta">;

/** A symbol's beta to one factor, with the statistics of its fit that are estimated; the others are null. */
export interface FactorFit {
  /** Id in the metric catalogue, which has its name and definition. */
  readonly factor: FactorId;
  /** Capped to ±5; null with a reason where it cannot be fitted. */
  readonly beta: number | null;
  /** Intercept, a return a session. Of the market and the rate beta only, as are the next four. */
  readonly alpha: number | null;
  /** Of the six styles the R² of their joint fit. */
  readonly r2: number | null;
  readonly standardError: number | null;
  readonly t: number | null;
  readonly p: number | null;
  /** Returns behind it. */
  readonly n: number | null;
  readonly reason: string | null;
}

type Statistics = Omit<FactorFit, "factor" | "reason">;

const NONE = { alpha: null, r2: null, standardError: null, t: null, p: null, n: null } as const;

/**
 * The 13 factors of a symbol in the order of the catalogue.
 *
 * @param fitted what is stored of its fits; undefined: there are none
 * @param provided the newest beta the provider has published
 */
export function factorFits(fitted: FittedRow | undefined, provided: ProvidedRow | undefined): readonly FactorFit[] {
  return FACTORS.map(({ id }) => {
    if (id === "provider-beta") {
      const reason = provided ? null : "no beta of the provider is stored";
      return { factor: id, beta: provided?.beta ?? null, ...NONE, reason };
    }
    if (fitted === undefined) return { factor: id, beta: null, ...NONE, reason: "no fit is stored" };
    const fit = statistics(fitted)[id];
    if (fit.beta !== null) return { factor: id, ...fit, reason: null };
    return { factor: id, beta: null, ...NONE, reason: fitted.reasons?.[id] ?? "not fitted" };
  });
}

function statistics(row: FittedRow): Readonly<Record<Exclude<FactorId, "provider-beta">, Statistics>> {
  const style = (beta: number | null) => ({ ...NONE, beta, r2: row.ridgeR2, n: row.ridgeN });
  const spread = (beta: number | null, r2: number | null) => ({ ...NONE, beta, r2, n: row.spreadN });
  return {
    "market-beta": {
      ...{ beta: row.marketBeta, alpha: row.marketAlpha, r2: row.marketR2, standardError: row.marketStandardError },
      ...{ t: row.marketT, p: row.marketP, n: row.marketN },
    },
    "rate-beta": {
      ...{ beta: row.rateBeta, alpha: row.rateAlpha, r2: row.rateR2, standardError: row.rateStandardError },
      ...{ t: row.rateT, p: row.rateP, n: row.rateN },
    },
    momentum: style(row.momentum),
    value: style(row.value),
    growth: style(row.growth),
    size: style(row.size),
    quality: style(row.quality),
    "low-volatility": style(row.lowVolatility),
    "growth-value-spread": spread(row.growthValueSpread, row.growthValueSpreadR2),
    "momentum-spread": spread(row.momentumSpread, row.momentumSpreadR2),
    "size-spread": spread(row.sizeSpread, row.sizeSpreadR2),
    "quality-spread": spread(row.qualitySpread, row.qualitySpreadR2),
  };
}
