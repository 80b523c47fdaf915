import { z } from "@hono/zod-openapi";
import { readDate } from "#lib/portfolio-import/calendar-date.ts";
import { instant, isoDate } from "../route-kit.ts";

const day = isoDate.refine((text) => readDate(text) === text, "Not a date like 2025-03-14");

/** Prices that follow one another and are doubted, or were released, alike. */
export const stretchSchema = z
  .object({
    ...{ source: z.string(), symbol: z.string() },
    from: isoDate.openapi({ description: "The first price's date" }),
    to: isoDate.openapi({ description: "The last one's" }),
    prices: z.number().int(),
    rule: z.string().openapi({ example: "scale", description: "Which rule doubts them; docs/market-data.md has all" }),
    reason: z.string().openapi({ example: "10,012 where 100.1 is usual (100×)", description: "Of the first price" }),
    close: z.number().nullable().openapi({ description: "The first one's, as published; null where it is no number" }),
    ...{ detectedAt: instant, runId: z.string().nullable() },
    releasable: z.boolean().openapi({ description: "False of what is no positive price of a session" }),
    released: z
      .object({ at: instant, by: z.string().nullable() })
      .nullable()
      .openapi({ description: "Null while they are in quarantine" }),
    note: z.string().nullable().openapi({
      description:
        "What was said when it was decided last; of a price put back also who released it before, when and why",
    }),
  })
  .openapi("QuarantinedPrices");

const note = z.string().trim().max(200).nullish();

/** Which prices of a symbol, and why. */
export const ownPricesBody = z.object({
  symbol: z.string().trim().toUpperCase().min(1).max(100),
  ...{ from: day, to: day, note },
});

export const pricesBody = ownPricesBody.extend({ source: z.string().max(100) });

export const decidedSchema = z.object({
  prices: z.number().int().openapi({ description: "What follows from them is computed by the next runs" }),
});
