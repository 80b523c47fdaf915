const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number a cell holds, nothing where it is empty, or why its text is no such number. */
export type CellValue = { value: number | null } | { value: null; reason: string };

/** Reads a price (> 0) or, with `zero`, a volume (≥ 0). An empty cell is no value and no problem. */
export function priceCell(text: string, zero: boolean): CellValue {
  if (text === "") return { value: null };
  if (!DECIMAL.test(text)) return { value: null, reason: "not a number" };
  const value = Number(text);
  if (!Number.isFinite(value)) return { value: null, reason: "not a finite number" };
  if (value < 0 || (value === 0 && !zero)) return { value: null, reason: zero ? "negative" : "not a positive price" };
  return { value };
}
