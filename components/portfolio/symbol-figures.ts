import * as z from "zod/mini";

const figure = z.nullable(z.number());
const text = z.nullable(z.string());
const part = z.object({ points: z.number(), most: z.number(), reason: text });

const metrics = z.object({
  ...{ asOf: z.string(), close: figure, return1d: figure, return1w: figure, returnMtd: figure, return1m: figure },
  ...{ return3m: figure, returnYtd: figure, return1y: figure },
  ...{ volatility21d: figure, volatility63d: figure, volatility252d: figure },
  ...{ week52High: figure, week52Low: figure, distanceFromHigh: figure, maxDrawdown1y: figure },
  averageDollarVolume21d: figure,
  reasons: z.record(z.string(), z.string()),
});

const fit = z.object({
  ...{ factor: z.string(), beta: figure, alpha: figure, r2: figure, standardError: figure, t: figure, p: figure },
  ...{ n: figure, reason: text },
});

const answer = z.object({
  ...{ symbol: z.string(), companyName: text, session: text, priceDate: text },
  figures: z.nullable(metrics),
  factors: z.object({ asOf: text, providerAsOf: text, fits: z.array(fit) }),
  quality: z.nullable(
    z.object({
      score: z.number(),
      parts: z.object({ price: part, returns: part, profile: part, factors: part }),
    }),
  ),
});

/** What the API says of a symbol; returns, volatility, distance and drawdown as fractions, money in dollars. */
export type SymbolFigures = z.infer<typeof answer>;

export type SymbolMetrics = z.infer<typeof metrics>;
export type SymbolFit = z.infer<typeof fit>;
export type SymbolQuality = NonNullable<SymbolFigures["quality"]>;

/** @throws for any other body. */
export function readSymbolFigures(body: unknown): SymbolFigures {
  return answer.parse(body);
}
