import type { ListedQuarantine } from "./listed-quarantine.ts";

export type ToldTogether = readonly [ListedQuarantine, ...ListedQuarantine[]];

/** Prices that nobody may release stand together where dates and reason are the same: a row of a day without trade. */
export function toldTogether(quarantined: readonly ListedQuarantine[]): readonly ToldTogether[] {
  const groups = Map.groupBy(quarantined, ({ symbol, from, to, rule, reason, releasable }) =>
    JSON.stringify([from, to, rule, reason, releasable && symbol]),
  );
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [[first, ...rest] as const] : []));
}

const NAMED = 6;

/** "SPY, VTV and 7 more"; one more is named instead. */
export function symbolNames(stretches: ToldTogether): string {
  const names = stretches.map(({ symbol }) => symbol);
  const more = names.length - NAMED;
  return more > 1 ? `${names.slice(0, NAMED).join(", ")} and ${more} more` : names.join(", ");
}
