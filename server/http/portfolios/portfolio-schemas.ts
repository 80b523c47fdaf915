import { z } from "@hono/zod-openapi";
import { runStatuses } from "#lib/run/events.ts";
import { instant, isoDate } from "../route-kit.ts";

const money = z.number().openapi({ description: "Dollars" });
const fraction = z.number().nullable().openapi({ description: "A fraction: 0.01 is 1%" });
const priceSource = z.string().openapi({ description: "As offered; upload for price files of its own" });
const figure = z.number().nullable();

export const portfolioSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    accountName: z.string(),
    accountType: z.string(),
    description: z.string().nullable(),
    openingEquity: money,
    priceSource,
    priceSourceLabel: z.string(),
    simulated: z.boolean().openapi({ description: "Prices are generated, not observed" }),
    fromDate: isoDate.nullable(),
    toDate: isoDate.nullable(),
    positionCount: z.number().int(),
    createdAt: instant,
  })
  .openapi("Portfolio");

export const portfolioListSchema = z.object({
  portfolios: z.array(
    z
      .object({
        id: z.uuid(),
        name: z.string(),
        accountName: z.string(),
        accountType: z.string(),
        priceSource,
        priceSourceLabel: z.string(),
        simulated: z.boolean(),
        createdAt: instant,
        positionCount: z.number().int(),
        latest: z
          .object({
            date: isoDate,
            equity: money,
            pnl: money,
            dividends: money,
            cumulativePnl: money,
            dailyReturn: fraction,
            drawdown: fraction,
          })
          .nullable(),
        lastRun: z.object({ id: z.uuid(), status: z.enum(runStatuses), percent: z.number().int() }).nullable(),
      })
      .openapi("PortfolioListItem"),
  ),
});

export const snapshotsSchema = z.object({
  snapshots: z.array(
    z
      .object({
        date: isoDate,
        runId: z.uuid().nullable(),
        equity: money,
        cash: money,
        marketValue: money,
        longExposure: money,
        shortExposure: money,
        grossExposure: money,
        netExposure: money,
        pnl: money,
        realizedPnl: money,
        dividends: money,
        flow: money,
        cumulativePnl: money,
        dailyReturn: fraction,
        twrIndex: figure,
        drawdown: fraction,
        returnReason: z.string().nullable(),
        xirr: fraction,
        positionCount: z.number().int(),
        longCount: z.number().int(),
        shortCount: z.number().int(),
        staleCount: z.number().int(),
        pricedShare: fraction,
        margin: z.boolean(),
      })
      .openapi("Snapshot"),
  ),
});

export const positionsSchema = z.object({
  positions: z.array(
    z
      .object({
        id: z.uuid(),
        ordinal: z.number().int(),
        symbol: z.string(),
        companyName: z.string().nullable(),
        investmentClass: z.enum(["PUBLIC", "OPTIONS", "PRIVATE"]),
        investmentSubtype: z.string(),
        underlyingSymbol: z.string().nullable(),
        strikePrice: money.nullable(),
        expirationDate: isoDate.nullable(),
        optionType: z.enum(["CALL", "PUT"]).nullable(),
        quantity: z.number(),
        entryPrice: money,
        entryDate: isoDate,
        exitDate: isoDate.nullable(),
        exitPrice: money.nullable(),
        closed: z.boolean(),
        tags: z.array(z.object({ name: z.string(), kind: z.enum(["sector", "own"]), colour: z.string() })).readonly(),
        value: z
          .object({
            date: isoDate,
            quantity: z.number(),
            price: money.nullable(),
            priceDate: isoDate.nullable(),
            marketValue: money,
            unrealizedPnl: money,
            realizedPnl: money,
            weight: fraction,
          })
          .nullable(),
        metrics: z
          .object({
            asOf: isoDate,
            return1d: fraction,
            return1m: fraction,
            returnYtd: fraction,
            return1y: fraction,
            volatility63d: fraction,
          })
          .nullable(),
      })
      .openapi("Holding"),
  ),
});

export const factorsSchema = z
  .object({
    asOf: isoDate.nullable(),
    factors: z
      .array(
        z.object({
          factor: z.string(),
          exposure: figure,
          dollarExposure: money.nullable(),
          coverage: fraction,
          r2: figure,
          reason: z.string().nullable(),
        }),
      )
      .readonly(),
  })
  .openapi("FactorExposures");

export const sectorsSchema = z
  .object({
    asOf: isoDate.nullable(),
    index: z
      .object({ asOf: isoDate, origin: z.string().nullable() })
      .nullable()
      .openapi({ description: "When and by whom the index weights were published" }),
    sectors: z
      .array(
        z.object({
          sector: z.string(),
          weight: z.number(),
          indexWeight: fraction,
          indexAsOf: isoDate.nullable(),
        }),
      )
      .readonly(),
  })
  .openapi("SectorWeights");

export const riskSchema = z.object({
  risk: z
    .object({
      asOf: isoDate,
      runId: z.uuid().nullable(),
      volatility21d: fraction,
      volatility63d: fraction,
      expectedVolatility: fraction,
      expectedVolatilityIsMean: z.boolean().nullable(),
      volatilityTrend: z.enum(["rising", "falling", "flat"]).nullable(),
      volatilityPercentile: figure,
      seriesLength: z.number().int().nullable(),
      hhi: figure,
      effectivePositions: figure,
      top3: fraction,
      top10: fraction,
      reasons: z.record(z.string(), z.string()),
    })
    .nullable()
    .openapi("RiskFigures"),
});
