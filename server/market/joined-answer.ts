import type { DailyAnswer } from "./price-source.ts";

/**
 * One answer of what several providers said of a symbol, the newest dates first. The dates before the last one's `from`
 * stay open only where another time may bring them; else all is said that there is.
 */
export function joinedAnswer(parts: readonly DailyAnswer[], staysOpen: boolean): DailyAnswer | null {
  const [newest, ...others] = parts;
  if (!newest) return null;
  const earlier = joinedAnswer(others, staysOpen);
  if (earlier) return { ...withoutRefusalsBefore(newest), earlier };
  const { from, ...whole } = newest;
  return staysOpen && from !== undefined ? { ...whole, from } : whole;
}

/** That a provider cannot look further back is no matter where another one can. */
function withoutRefusalsBefore({ rejected = [], ...answer }: DailyAnswer): DailyAnswer {
  const own = rejected.filter(({ date }) => answer.from === undefined || date >= answer.from);
  return own.length > 0 ? { ...answer, rejected: own } : answer;
}
