import { counted } from "#lib/counted.ts";

/** Reasons that differ by nothing but how many observations there were, over dates; JSON. */
export interface ReasonTally {
  /** The reason with # for that number. */
  readonly pattern: string;
  /** The range of the number; null where the reason has none. */
  readonly range: readonly [least: number, most: number] | null;
  readonly dates: number;
}

/** The number found of a number needed, and the number found alone: "12 of 30 returns", "3 observations for 4 …". */
const FOUND = /\d+(?= (?:of \d+ |observations))/;
const MOST_REASONS = 100;

/** The tally with the reasons of one more date; further reasons than a hundred kinds are left out. */
export function withReasons(tally: readonly ReasonTally[], reasons: readonly string[]): readonly ReasonTally[] {
  const byPattern = new Map(tally.map((each) => [each.pattern, each]));
  for (const [pattern, texts] of Map.groupBy(reasons, (reason) => reason.replace(FOUND, "#"))) {
    const before = byPattern.get(pattern);
    const numbers = [...(before?.range ?? []), ...texts.flatMap((text) => FOUND.exec(text)?.map(Number) ?? [])];
    const range = numbers.length > 0 ? ([Math.min(...numbers), Math.max(...numbers)] as const) : null;
    byPattern.set(pattern, { pattern, range, dates: (before?.dates ?? 0) + 1 });
  }
  return [...byPattern.values()].slice(0, MOST_REASONS);
}

/** "Growth: 0–28 of 30 observations on 738 dates". */
export function reasonText({ pattern, range, dates }: ReasonTally): string {
  const [least, most] = range ?? [];
  const found = least === most ? `${least}` : `${least}–${most}`;
  return `${range ? pattern.replace("#", found) : pattern} on ${counted(dates, "date")}`;
}
