import type { Format } from "#lib/format.ts";
import type { WorstDrawdown } from "./portfolio-data.ts";

/** A ratio of two percentages a year, in words: "0.83% over riskless money per 1% of volatility". */
export function ratioReading(ratio: number, over: string, per: string, format: Format): string {
  return `${format.number(ratio)}% ${over} per 1% of ${per}`;
}

/** How much of the index's rises or falls the account took part in, in words. */
export function captureReading(side: "rose" | "fell", capture: number, format: Format): string {
  const sessions = `on sessions on which SPY ${side}`;
  const moved = side === "rose" ? "gained" : "lost";
  if (capture < 0) return `Went the other way ${sessions}`;
  return `${moved === "gained" ? "Gained" : "Lost"} ${format.percent(capture, 0)} of what SPY ${moved}, ${sessions}`;
}

/** When the deepest fall began, ended and was made good. */
export function drawdownReading({ peak, trough, recovery }: WorstDrawdown, format: Format): string {
  const from = peak === null ? "the opening" : format.day(peak);
  const end = recovery === null ? "not made good yet" : `made good on ${format.day(recovery)}`;
  return `From ${from} to ${format.day(trough)}, ${end}`;
}
