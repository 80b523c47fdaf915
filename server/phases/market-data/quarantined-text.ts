import { counted } from "#lib/counted.ts";
import type { QuarantinedBar } from "./quarantined-bar.ts";

/** The line about a symbol's prices that were not believed; null where there are none. */
export function quarantinedText(
  symbol: string,
  bars: readonly Pick<QuarantinedBar, "date" | "reason">[],
): { symbol: string; text: string } | null {
  const [first] = bars.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  if (!first) return null;
  const of = bars.length > 1 ? "first " : "";
  return {
    symbol,
    text: `${symbol}: ${counted(bars.length, "price")} quarantined (${of}${first.date}: ${first.reason})`,
  };
}
