import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";
import { counted } from "#lib/counted.ts";
import type { Format } from "#lib/format.ts";
import type { StressResult } from "./portfolio-data.ts";

const FACTORS: Readonly<Record<Exclude<keyof StressShocks, "rateBp">, string>> = {
  market: "Market",
  value: "Value",
  growth: "Growth",
  momentum: "Momentum",
  quality: "Quality",
  size: "Small caps",
  lowVolatility: "Low volatility",
};

/** What a scenario supposes, in words: "Value +20%, Growth −10%". */
export function shockText({ rateBp, ...funds }: StressShocks, format: Format): string {
  const moves = Object.entries(FACTORS).flatMap(([factor, name]) => {
    const shock = funds[factor as keyof typeof funds];
    return shock === undefined ? [] : [`${name} ${percent(shock, format)}`];
  });
  if (rateBp !== undefined)
    moves.push(`Long yields ${format.signedNumber(rateBp, Number.isInteger(rateBp) ? 0 : 1)} bp`);
  return moves.join(", ");
}

/** Whole per cents without decimals, others with one. */
function percent(fraction: number, format: Format): string {
  const isWhole = Math.abs(100 * fraction - Math.round(100 * fraction)) < 1e-9;
  return format.signedPercent(fraction, isWhole ? 0 : 1);
}

export const STRESS_GROUPS = [
  { id: "own", name: "Your own" },
  { id: "market", name: "Market" },
  { id: "rates", name: "Interest rates" },
  { id: "style", name: "Styles" },
  { id: "crisis", name: "Crises" },
] as const;

/** How much of the portfolio the results speak for, in words. */
export function coverageText(scenarios: readonly StressResult[], format: Format): string | null {
  const shares = scenarios.flatMap(({ coverage }) => (coverage === null ? [] : [coverage]));
  if (shares.length === 0) return null;
  const least = Math.min(...shares);
  if (least >= 0.9995) return "Every public holding is in these results.";
  return (
    `These results speak for ${format.percent(least, 1)} of the public holdings; ` +
    "the others have no joint betas (fewer than 60 returns in 180 days) and count as unmoved."
  );
}

/** The most and the least a group of results comes to; null where none is known. */
export function widest(scenarios: readonly StressResult[]): number {
  const sizes = scenarios.flatMap(({ pnl, spilloverPnl }) => [Math.abs(pnl ?? 0), Math.abs(spilloverPnl ?? 0)]);
  return Math.max(1, ...sizes);
}

/** "3 past crises", for the button that shows them. */
export function hiddenText(hidden: readonly StressResult[]): string {
  return counted(hidden.length, "past crisis", "past crises");
}
