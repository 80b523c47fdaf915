/** Postgres `numeric` as a JavaScript number, for display; sums to the cent are made in the database or by the phases. */
export function amount(text: string): number {
  return Number(text);
}

/** As `amount`; null stays null. */
export function amountOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
