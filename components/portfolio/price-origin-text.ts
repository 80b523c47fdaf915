import type { Format } from "#lib/format.ts";
import type { HoldingRow } from "./holding-rows.ts";

/** What a price is that is no close of the date, in few words: "of 4 Dec 2019", "model mark". */
export function priceOriginText({ priceState, priceDate }: HoldingRow, format: Format): string {
  const ofDay = priceDate === null ? null : `of ${format.day(priceDate)}`;
  switch (priceState) {
    case "stale":
      return ofDay ?? "stale";
    case "model":
      return "model mark";
    case "valuation":
      return ofDay === null ? "valuation" : `valuation ${ofDay}`;
    case "carried":
      return ofDay === null ? "carried forward" : `carried, ${ofDay}`;
    case "entry":
      return "entry price";
    case "missing":
      return "no price";
    case "awaited":
      return "not computed yet";
    case "current":
      return "";
    default:
      return priceState satisfies never;
  }
}
