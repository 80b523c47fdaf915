import type { PriceSource } from "#server/market/price-source.ts";
import type { Position } from "./ports.ts";
import { positionKind } from "./position-kind.ts";

/** What a run leaves out or assumes, in words for its reader; only what applies to these positions and prices. */
export function runNotes(
  positions: readonly Pick<Position, "investmentClass" | "investmentSubtype">[],
  source: Pick<PriceSource, "simulated" | "basis">,
): string[] {
  const kinds = new Set(positions.map(positionKind));
  return [
    ...(source.simulated ? ["Simulated prices"] : []),
    ...(source.basis === "adjusted" ? ["Adjusted closes: no splits or dividends applied"] : []),
    ...(kinds.has("option") ? ["Options are valued at entry price"] : []),
    ...(kinds.has("private") ? ["Private positions are valued at entry price"] : []),
    "Correlation, stress and tail risk are not computed yet",
  ];
}
