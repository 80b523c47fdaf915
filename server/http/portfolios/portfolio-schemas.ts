import { z } from "@hono/zod-openapi";
import { runStatuses } from "#lib/run/vocabulary.ts";
import { instant, isoDate } from "../route-kit.ts";
import { metricsSchema } from "./result-schemas.ts";
import { symbolMetricsSchema } from "./symbol-schemas.ts";

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
    pending: z.object({ since: isoDate, edits: z.number().int() }).nullable().openapi({
      description:
        "From which session on its results do not follow from its inputs yet, and after how many edits; 0 where prices were restated, replaced or released",
    }),
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
        xirrReason: z.string().nullable(),
        positionCount: z.number().int(),
        longCount: z.number().int(),
        shortCount: z.number().int(),
        staleCount: z.number().int(),
        pricedShare: fraction,
        margin: z.boolean(),
      })
      .openapi("Snapshot"),
  ),
  metrics: metricsSchema,
});

const greeks = z
  .object({
    impliedVolatility: figure.openapi({ description: "Annualized, a fraction" }),
    delta: figure,
    gamma: figure,
    vega: figure.openapi({ description: "Per 1.00 of volatility" }),
    theta: figure.openapi({ description: "Per year" }),
    rho: figure.openapi({ description: "Per 1.00 of the riskless rate" }),
  })
  .openapi({ description: "Of an option, per share of the underlying" });

export const positionsSchema = z.object({
  positions: z.array(
    z
      .object({
        id: z.uuid(),
        ordinal: z.number().int(),
        symbol: z.string(),
        companyName: z.string().nullable(),
        currency: z.string().nullable().openapi({ description: "Of its prices before they are converted, ISO 4217" }),
        investmentClass: z.enum(["PUBLIC", "OPTIONS", "PRIVATE"]),
        investmentSubtype: z.string(),
        underlyingSymbol: z.string().nullable(),
        strikePrice: money.nullable().openapi({ description: "As entered" }),
        adjustedStrike: money.nullable().openapi({
          description: "After the splits of the underlying up to the value's date, as the value's quantity is",
        }),
        expirationDate: isoDate.nullable().openapi({ description: "On a closed day the session before counts" }),
        optionType: z.enum(["CALL", "PUT"]).nullable(),
        quantity: z.number(),
        entryPrice: money,
        entryDate: isoDate,
        exitDate: isoDate.nullable(),
        exitPrice: money.nullable(),
        quantityAsOf: isoDate.nullable().openapi({
          description: "Quantity and entry price are in the shares of this day; null: as traded at entry",
        }),
        closed: z.boolean().openapi({ description: "Ended by the newest session, and no figure counts it as held" }),
        awaits: z.enum(["entry", "exit", "return", "change"]).nullable().openapi({
          description:
            "What the figures do not have yet: the position, its exit, that its exit was taken back, or a change of it",
        }),
        tags: z.array(z.object({ name: z.string(), kind: z.enum(["sector", "own"]), colour: z.string() })).readonly(),
        value: z
          .object({
            date: isoDate,
            quantity: z.number(),
            price: money.nullable(),
            priceDate: isoDate.nullable(),
            priceOrigin: z.string().nullable().openapi({ description: "What the price rests on" }),
            priceNote: z.string().nullable(),
            marketValue: money,
            exposure: money.nullable().openapi({
              description: "Dollars: market value; of options delta × underlying close × contracts × 100",
            }),
            unrealizedPnl: money,
            realizedPnl: money,
            weight: fraction,
            greeks: greeks.nullable(),
          })
          .nullable(),
        metrics: symbolMetricsSchema.nullable().openapi({ description: "The newest of the symbol, if it is priced" }),
      })
      .openapi("Holding"),
  ),
  total: z.number().int().openapi({ description: "All that match, of which `positions` is a page" }),
  sums: z
    .object({ marketValue: money, weight: z.number(), unrealizedPnl: money, realizedPnl: money })
    .openapi({ description: "Over all that match; what is not known counts as nothing" }),
  held: z.number().int().openapi({ description: "Of the portfolio, whatever was asked for" }),
  ended: z.number().int(),
  nextCursor: z.string().nullable().openapi({ description: "Of the next page; null on the last one" }),
  largestWeight: z.number().openapi({ description: "The largest absolute weight of the portfolio" }),
  metrics: metricsSchema,
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
          vif: figure.openapi({
            description:
              "Variance inflation of a spread factor beside the other spreads; null of other factors, or with a reason",
          }),
          vifReason: z.string().nullable().openapi({ description: "Why a spread factor has no VIF" }),
          reason: z.string().nullable(),
        }),
      )
      .readonly(),
    metrics: metricsSchema,
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
    metrics: metricsSchema,
  })
  .openapi("SectorWeights");
