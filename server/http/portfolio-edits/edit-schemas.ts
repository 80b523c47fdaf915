import { z } from "@hono/zod-openapi";
import { amount, amountOrNull } from "#server/queries/amount.ts";
import type { StoredPosition } from "#server/queries/stated-position.ts";
import { idParam, isoDate } from "../route-kit.ts";

const money = z.number().openapi({ description: "Dollars" });
// Left open here: what is wrong with a field is told by its own code.
const day = z.string().nullish().openapi({ format: "date", example: "2025-03-14" });
const amountText = z
  .union([z.string().max(100), z.number()])
  .nullish()
  .openapi({ description: "A number, or a text as in the positions file; at most 6 decimals" });
const text = z.string().max(10_000).nullish();

export const positionFields = z
  .object({
    symbol: text,
    quantity: amountText,
    entryPrice: amountText,
    entryDate: day,
    investmentClass: text,
    investmentSubtype: text,
    underlyingSymbol: text,
    strikePrice: amountText,
    expirationDate: day,
    optionType: text,
  })
  .strict();

export const newPosition = positionFields.extend({
  exitDate: day,
  exitPrice: amountText,
  acceptDuplicates: z.boolean().optional().openapi({ description: "true: an equal position is a fill of its own" }),
});

export const exitFields = z.object({ date: day, price: amountText }).strict();
export const flowFields = z.object({ date: day, amount: amountText, note: text }).strict();
export const valuationFields = z.object({ date: day, price: amountText, note: text }).strict();
export const newValuation = valuationFields.extend({ positionId: z.string().nullish().openapi({ format: "uuid" }) });

const shock = z.number().nullish();
const shockFields = z
  .object({
    ...{ market: shock, value: shock, growth: shock, momentum: shock },
    ...{ quality: shock, size: shock, lowVolatility: shock, rateBp: shock },
  })
  .strict()
  .openapi("StressShocks", {
    description:
      "Total returns of SPY, VTV, VUG, MTUM, QUAL, IWM, USMV as fractions, −1 < x ≤ 5; rateBp: of the long government yield in basis points, −1000 to 1000. Zero is no shock.",
  });

export const scenarioFields = z.object({ name: text, shocks: shockFields.nullish() }).strict();

export const positionSchema = z
  .object({
    ...{ id: z.uuid(), ordinal: z.number().int(), symbol: z.string() },
    ...{ quantity: z.number(), entryPrice: money, entryDate: isoDate },
    investmentClass: z.enum(["PUBLIC", "OPTIONS", "PRIVATE"]),
    investmentSubtype: z.string(),
    ...{ underlyingSymbol: z.string().nullable(), strikePrice: money.nullable() },
    ...{ expirationDate: isoDate.nullable(), optionType: z.enum(["CALL", "PUT"]).nullable() },
    ...{ exitDate: isoDate.nullable(), exitPrice: money.nullable() },
    quantityAsOf: isoDate.nullable().openapi({
      description: "Quantity and entry price are in the shares of this day; null: as traded at entry",
    }),
  })
  .openapi("Position");

export const flowSchema = z
  .object({
    ...{ id: z.uuid(), date: isoDate, amount: money, note: z.string().nullable() },
    counted: z.boolean().openapi({ description: "False before the account's first session: opening equity has it" }),
  })
  .openapi("CashFlow", { description: "Into the account positive, out of it negative, at the start of the session" });

export const valuationSchema = z
  .object({
    ...{ id: z.uuid(), positionId: z.uuid(), symbol: z.string(), date: isoDate },
    price: money.openapi({ description: "Dollars per unit, from the date on" }),
    note: z.string().nullable(),
  })
  .openapi("Valuation");

export const scenarioSchema = z.object({ id: z.uuid(), name: z.string(), shocks: shockFields }).openapi("OwnScenario");

export const builtInScenarioSchema = z
  .object({
    ...{ id: z.string(), name: z.string(), group: z.enum(["market", "rates", "style", "crisis"]) },
    shocks: shockFields,
    byDefault: z.boolean().openapi({ description: "Shown at once; the others when asked for" }),
  })
  .openapi("BuiltInScenario");

const child = (name: string) => z.string().openapi({ param: { name, in: "path" }, format: "uuid" });
export const positionParam = idParam.extend({ positionId: child("positionId") });
export const flowParam = idParam.extend({ flowId: child("flowId") });
export const valuationParam = idParam.extend({ valuationId: child("valuationId") });
export const scenarioParam = idParam.extend({ scenarioId: child("scenarioId") });

/** A position as the API answers it. */
export function positionAnswer(row: StoredPosition): z.infer<typeof positionSchema> {
  return {
    ...row,
    quantity: amount(row.quantity),
    entryPrice: amount(row.entryPrice),
    strikePrice: amountOrNull(row.strikePrice),
    exitPrice: amountOrNull(row.exitPrice),
  };
}
