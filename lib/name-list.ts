const SHOWN = 5;

/** The first five names and the number of the others: "A, B, C, D, E and 3 more". */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
