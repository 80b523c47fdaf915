import { z } from "@hono/zod-openapi";
import { FACTORS } from "#lib/analytics/factor-catalogue.ts";
import { isoDate } from "../route-kit.ts";
import { metricsSchema, reasons } from "./result-schemas.ts";

const described = (description: string) => z.number().nullable().openapi({ description });
const growth = described("Total return, a fraction: 0.01 is 1%");
const volatility = described("Annualized, a fraction: 0.2 is 20% a year");
const price = described("Dollars, of closes adjusted for splits");

/** A symbol's own figures. */
export const symbolMetricsSchema = z
  .object({
    asOf: isoDate,
    close: described("The newest close at most 7 calendar days old, dollars as traded"),
    return1d: growth,
    return1w: growth,
    returnMtd: growth,
    return1m: growth,
    return3m: growth,
    returnYtd: growth,
    return1y: growth,
    volatility21d: volatility,
    volatility63d: volatility,
    volatility252d: volatility,
    week52High: price,
    week52Low: price,
    distanceFromHigh: described("A fraction, 0 or less"),
    maxDrawdown1y: described("A fraction, 0 or less"),
    averageDollarVolume21d: described("Dollars a session"),
    reasons,
  })
  .openapi("SymbolMetrics");

const fit = z
  .object({
    factor: z
      .enum(FACTORS.map(({ id }) => id))
      .openapi({ description: "Id of its definition in the metric catalogue" }),
    beta: described("Capped to ±5"),
    alpha: described("Intercept, a return a session; of market-beta and rate-beta only, as are standardError, t and p"),
    r2: described("0–1, of the fit before β is capped; the six styles have that of their joint fit"),
    standardError: described("Of β before it is capped"),
    t: described("β before it is capped / its standard error"),
    p: described("Two-sided, 0–1"),
    n: z.number().int().nullable().openapi({ description: "Returns behind the fit" }),
    reason: z.string().nullable().openapi({ description: "Why β is null" }),
  })
  .openapi("FactorFit");

const part = z
  .object({
    points: z.number(),
    most: z.number().openapi({ description: "What it would be with nothing missing" }),
    reason: z.string().nullable().openapi({ description: "What is missing" }),
  })
  .openapi("DataQualityPart");

export const symbolSchema = z
  .object({
    symbol: z.string(),
    companyName: z.string().nullable(),
    priceSource: z.string().openapi({ description: "As offered; upload for price files of its own" }),
    session: isoDate.nullable().openapi({
      description:
        "The session looked at: what is below is the newest stored by then. Null before the portfolio’s first session, unless a date was asked for or figures or fits of the symbol are stored; before the first session of 1986, the date itself",
    }),
    priceDate: isoDate.nullable().openapi({ description: "Of the newest close by then" }),
    figures: symbolMetricsSchema.nullable(),
    factors: z.object({
      asOf: isoDate.nullable().openapi({ description: "Date of the fits" }),
      providerAsOf: isoDate.nullable().openapi({ description: "When the provider’s beta was published" }),
      fits: z.array(fit).readonly().openapi({ description: "All 13, in the order of the portfolio’s factors" }),
    }),
    quality: z
      .object({
        score: z.number().openapi({ description: "0–100, the sum of the parts" }),
        parts: z.object({ price: part, returns: part, profile: part, factors: part }),
      })
      .nullable()
      .openapi({ description: "How much of what should be known at the session is; null where session is" }),
    metrics: z.object({ figures: metricsSchema, factors: metricsSchema, quality: metricsSchema }).openapi({
      description: "By part of the answer; the definition of a β is its factor’s",
    }),
  })
  .openapi("SymbolFigures");
