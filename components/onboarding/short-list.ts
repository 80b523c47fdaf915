const MOST_NAMED = 8;

/** The first few of a list in words: "AAPL, KO and 12 more". */
export function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(", ")} and ${rest} more` : names.join(", ");
}
