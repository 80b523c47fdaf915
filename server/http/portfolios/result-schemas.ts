import { z } from "@hono/zod-openapi";
import { isoDate } from "../route-kit.ts";

const described = (description: string) => z.number().nullable().openapi({ description });
const money = described("Dollars; a loss is negative");
const fraction = described("A fraction: 0.01 is 1%");
const volatility = described("Annualized, a fraction: 0.2 is 20% a year");
const ratio = described("A number without unit, of annualized figures");
const tail = described("Of one day, a fraction of equity, losses positive; 10 days are this × √10");
const count = z.number().int().nullable();
/** Beside figures: why those are null that are. */
export const reasons = z.record(z.string(), z.string()).openapi({ description: "Field → why it is null" });

/** Beside figures: which definition of the catalogue each field has. */
export const metricsSchema = z
  .record(z.string(), z.string())
  .openapi({ description: "Field → id of its definition in the metric catalogue" });

export const riskSchema = z.object({
  risk: z
    .object({
      asOf: isoDate,
      runId: z.uuid().nullable(),
      equity: described("What tail risk is a fraction of, in dollars"),
      volatility21d: volatility,
      volatility63d: volatility,
      expectedVolatility: volatility,
      expectedVolatilityIsMean: z.boolean().nullable(),
      volatilityTrend: z.enum(["rising", "falling", "flat"]).nullable(),
      volatilityPercentile: described("0–100"),
      seriesLength: count.openapi({ description: "Returns in the current-holdings series" }),
      hhi: described("0–10,000"),
      effectivePositions: described("A count"),
      top3: described("Share of gross exposure, 0–1"),
      top10: described("Share of gross exposure, 0–1"),
      correlationSymbols: count.openapi({ description: "Symbols in the correlation matrix" }),
      correlationMinimum: count.openapi({ description: "The fewest returns a pair of them has in common" }),
      meanAbsCorrelation: described("0–1"),
      diversificationRatio: described("1 or more; 1 is none"),
      effectiveBets: described("A count, from 1 to the number of symbols"),
      correlationClusters: count,
      correlationRepaired: z.boolean().nullable(),
      tailLength: count.openapi({ description: "Returns behind value at risk and expected shortfall" }),
      historicalVar95: tail,
      historicalVar99: tail,
      historicalEs95: tail,
      historicalEs99: tail,
      normalVar95: tail,
      normalVar99: tail,
      normalEs95: tail,
      normalEs99: tail,
      cornishFisherVar95: tail,
      cornishFisherVar99: tail,
      cornishFisherEs95: tail,
      cornishFisherEs99: tail,
      returnLength: count.openapi({ description: "The account's own daily returns behind the ratios" }),
      sharpeRatio: ratio,
      sortinoRatio: ratio,
      calmarRatio: ratio,
      maxDrawdown: described("A fraction, 0 or less"),
      trackingError: described("Against SPY, annualized, a fraction"),
      informationRatio: ratio,
      upCapture: described("Against SPY, a fraction: 1 is as much as the index"),
      downCapture: described("Against SPY, a fraction: 1 is as much as the index"),
      reasons,
    })
    .nullable()
    .openapi("RiskFigures"),
  metrics: metricsSchema,
});

const series = (description: string) => z.array(z.number().nullable()).readonly().openapi({ description });

export const riskHistorySchema = z
  .object({
    dates: z.array(isoDate).readonly(),
    volatility21d: series("Annualized, fractions"),
    volatility63d: series("Annualized, fractions"),
    historicalVar95: series("Of one day, fractions of equity, losses positive"),
    historicalEs95: series("Of one day, fractions of equity, losses positive"),
    metrics: metricsSchema,
  })
  .openapi("RiskHistory");

export const correlationsSchema = z.object({
  correlations: z
    .object({
      asOf: isoDate,
      runId: z.uuid().nullable(),
      symbols: z.array(z.string()).readonly().openapi({ description: "In cluster order, as rows and columns are" }),
      matrix: z
        .array(z.array(z.number()).readonly())
        .readonly()
        .openapi({ description: "Pearson, −1 to 1, ones on the diagonal" }),
      clusters: z.array(z.number().int()).readonly().openapi({ description: "Of each symbol, from 0, ascending" }),
      observations: z.array(z.number().int()).readonly().openapi({ description: "Returns of each symbol" }),
      leftOut: z.record(z.string(), z.string()).openapi({ description: "Symbol → why it is not in the matrix" }),
      repaired: z.boolean().openapi({ description: "Eigenvalues were clipped" }),
    })
    .nullable()
    .openapi("CorrelationMatrix"),
  metrics: metricsSchema,
});

const shock = z.number().optional().openapi({ description: "Total return of the factor's fund, a fraction" });

export const stressSchema = z
  .object({
    asOf: isoDate.nullable(),
    runId: z.uuid().nullable(),
    equity: described("What the shares are of, in dollars"),
    scenarios: z
      .array(
        z.object({
          scenario: z.string().openapi({ description: "Id of a built-in scenario, uuid of one of your own" }),
          name: z.string(),
          group: z.enum(["market", "rates", "style", "crisis", "own"]),
          shocks: z.object({
            market: shock,
            value: shock,
            growth: shock,
            momentum: shock,
            quality: shock,
            size: shock,
            lowVolatility: shock,
            rateBp: z.number().optional().openapi({ description: "Change of the long government yield, basis points" }),
          }),
          byDefault: z.boolean().openapi({ description: "Shown at once; the others when asked for" }),
          pnl: money,
          pnlShare: fraction,
          spilloverPnl: money,
          spilloverShare: fraction,
          spilloverBounded: z.boolean().nullable(),
          beyondEquity: z.boolean().nullable(),
          coverage: described("Share of public gross whose positions have the joint betas, 0–1"),
          reason: z.string().nullable(),
        }),
      )
      .readonly(),
    metrics: metricsSchema,
  })
  .openapi("StressResults");
