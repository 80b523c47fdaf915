import type { PriceSource } from "#server/market/price-source.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Position } from "./ports.ts";
import { positionKind } from "./position-kind.ts";

/** What a run leaves out or assumes, in words for its reader; only what applies to these positions and prices. */
export function runNotes(
  positions: readonly Pick<Position, "investmentClass" | "investmentSubtype">[],
  source: Pick<PriceSource, "simulated" | "basis">,
  { riskFreeRate }: Pick<Assumptions, "riskFreeRate">,
): string[] {
  const kinds = new Set(positions.map(positionKind));
  return [
    ...(source.simulated ? ["Simulated prices"] : []),
    ...(source.basis === "adjusted" ? ["Adjusted closes: no splits or dividends applied"] : []),
    ...(kinds.has("option")
      ? [`Options without a quote are valued by a model, riskless rate ${percent(riskFreeRate)}`]
      : []),
    ...(kinds.has("private")
      ? ["Private positions are valued by hand, at entry price before the first valuation"]
      : []),
  ];
}

const percent = (fraction: number) => `${Number((100 * fraction).toFixed(4))}%`;
