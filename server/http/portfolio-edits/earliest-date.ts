/** The earliest of ISO dates; null among them is none. */
export function earliestDate(...dates: readonly (string | null)[]): string | null {
  return dates.filter((date) => date !== null).toSorted()[0] ?? null;
}
