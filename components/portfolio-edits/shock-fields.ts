import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";

/** The shocks as the form asks for them: returns in per cent, yields in basis points. */
export const SHOCK_FIELDS = [
  { name: "market", label: "Market (%)", fund: "SPY" },
  { name: "value", label: "Value (%)", fund: "VTV" },
  { name: "growth", label: "Growth (%)", fund: "VUG" },
  { name: "momentum", label: "Momentum (%)", fund: "MTUM" },
  { name: "quality", label: "Quality (%)", fund: "QUAL" },
  { name: "size", label: "Small caps (%)", fund: "IWM" },
  { name: "lowVolatility", label: "Low volatility (%)", fund: "USMV" },
  { name: "rateBp", label: "Yields (bp)", fund: "long government bonds" },
] as const satisfies readonly { name: keyof StressShocks; label: string; fund: string }[];

type ShockName = (typeof SHOCK_FIELDS)[number]["name"];

/** What stands in the form for a shock: 0.05 as 5, none as nothing. */
export function shockText(name: ShockName, size: number | undefined): string {
  if (size === undefined) return "";
  return String(name === "rateBp" ? size : Number((size * 100).toFixed(6)));
}

/** The shocks entered, or which of them are no numbers; what is empty is no shock. */
export function readShocks(entered: (name: ShockName) => string): {
  readonly shocks: StressShocks;
  readonly wrong: readonly ShockName[];
} {
  const read = SHOCK_FIELDS.flatMap(({ name }) => {
    const text = entered(name).replace("\u2212", "-").replace(/\s*%$/, "");
    return text === "" ? [] : [{ name, size: /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null }];
  });
  return {
    shocks: Object.fromEntries(
      read.flatMap(({ name, size }) =>
        size === null ? [] : [[name, name === "rateBp" ? size : Number((size / 100).toFixed(8))]],
      ),
    ),
    wrong: read.flatMap(({ name, size }) => (size === null ? [name] : [])),
  };
}
