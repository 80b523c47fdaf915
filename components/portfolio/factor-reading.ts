import { FACTORS, type FactorId } from "#lib/analytics/factor-catalogue.ts";
import type { Format } from "#lib/format.ts";

/** A factor's id and name in the catalogue; undefined for one this version does not know. */
export function knownFactor(id: string): (typeof FACTORS)[number] | undefined {
  return FACTORS.find((factor) => factor.id === id);
}

/** Below this an exposure is too small to put into words. */
const NEGLIGIBLE = 0.005;

const STYLES: Partial<Record<FactorId, string>> = {
  momentum: "momentum shares (MTUM)",
  value: "value shares (VTV)",
  growth: "growth shares (VUG)",
  size: "small companies (IWM)",
  quality: "quality shares (QUAL)",
  "low-volatility": "calm shares (USMV)",
};

const SPREADS: Partial<Record<FactorId, { readonly first: string; readonly second: string }>> = {
  "growth-value-spread": { first: "growth shares (VUG)", second: "value shares (VTV)" },
  "momentum-spread": { first: "momentum shares (MTUM)", second: "the market (SPY)" },
  "size-spread": { first: "small companies (IWM)", second: "the market (SPY)" },
  "quality-spread": { first: "quality shares (QUAL)", second: "the market (SPY)" },
};

/** What an exposure means for the portfolio, in words. */
export function factorReading(id: FactorId, exposure: number, format: Format): string {
  const size = format.percent(Math.abs(exposure) / 100);
  const small = Math.abs(exposure) < NEGLIGIBLE;
  const verb = exposure > 0 ? "Gains" : "Loses";
  if (id === "market-beta") return marketReading("", exposure, size);
  if (id === "provider-beta") return marketReading("By the provider’s betas: ", exposure, size);
  if (id === "rate-beta") {
    if (small) return "Hardly moves with long Treasuries.";
    const helped = exposure > 0 ? "falling" : "rising";
    return `${verb} about ${size} when long Treasuries (TLT) gain 1%: ${helped} rates help.`;
  }
  const style = STYLES[id];
  if (style) {
    if (small) return `Hardly moves with ${style}, the other styles held still.`;
    return `${verb} about ${size} when ${style} gain 1%, the other styles held still.`;
  }
  const { first, second } = SPREADS[id] ?? { first: "the first", second: "the second" };
  if (small) return `Hardly minds whether ${first} or ${second} do better.`;
  return `${verb} about ${size} when ${first} beat ${second} by 1%.`;
}

function marketReading(prefix: string, exposure: number, size: string): string {
  if (Math.abs(exposure) < NEGLIGIBLE) return `${prefix}Hardly moves with the market.`;
  const text =
    exposure > 0
      ? `Moves about ${size} when the market moves 1%.`
      : `Moves about ${size} the other way when the market moves 1%.`;
  return prefix ? prefix + text[0]?.toLowerCase() + text.slice(1) : text;
}

/** A statistic beside a factor's reading; null where it is not of this factor. @param why it is not known */
export function statisticReading(symbol: string, value: number | null, why: string | null, format: Format) {
  if (value !== null) return `${symbol} ${format.number(value)}`;
  return why === null ? null : `${symbol} not known: ${why}`;
}
