import type { Factor } from "./portfolio-data.ts";

const GROUPS = [
  {
    name: "Market and rates",
    about: "each by itself",
    factors: ["market-beta", "provider-beta", "rate-beta"],
  },
  {
    name: "Styles",
    about: "all six together: each with the others held still",
    factors: ["momentum", "value", "growth", "size", "quality", "low-volatility"],
  },
  {
    name: "Spreads",
    about: "each by itself: one fund against another",
    factors: ["growth-value-spread", "momentum-spread", "size-spread", "quality-spread"],
  },
] as const;

export interface FactorGroup {
  readonly name: string;
  /** How its factors were estimated. */
  readonly about: string;
  readonly factors: readonly Factor[];
}

/** Factors by how they are estimated, in the order given; those this version does not know come last. */
export function factorGroups(factors: readonly Factor[]): readonly FactorGroup[] {
  const known = GROUPS.map(({ name, about, factors: ids }) => ({
    ...{ name, about },
    factors: factors.filter(({ factor }) => ids.some((id) => id === factor)),
  }));
  const listed = new Set<string>(GROUPS.flatMap((group) => group.factors));
  const others = factors.filter(({ factor }) => !listed.has(factor));
  return [...known, { name: "Others", about: "", factors: others }].filter((group) => group.factors.length > 0);
}
