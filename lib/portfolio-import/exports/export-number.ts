import { readDecimal } from "../decimal.ts";

const DECIMALS = 6;
const SCALE = 10n ** BigInt(DECIMALS);

/** What brokers write where there is nothing to say. */
export function isNothing(text: string): boolean {
  return /^(?:|-{1,2}|\u2013|\u2014|n\/a|null|none|not available|unavailable)$/i.test(text.trim());
}

/**
 * A number as brokers write it as an exact decimal, rounded half up to 6 decimals where it has more; null for a text
 * that is no number.
 */
export function readRounded(text: string): string | null {
  const trimmed = text.trim();
  const longer = /^(.*\.\d{6})(\d)\d*(\D*)$/.exec(trimmed);
  const [, kept = trimmed, next = "0", rest = ""] = longer ?? [];
  const reading = readDecimal(`${kept}${longer ? rest : ""}`);
  if (!("value" in reading)) return null;
  if (next < "5") return reading.value;
  const millionths = toMillionths(reading.value);
  return toDecimal(/^\(|^\$?\s*[-\u2212]/.test(trimmed) ? millionths - 1n : millionths + 1n);
}

/** The size of a decimal over that of another, rounded half up to 6 decimals; null where that is zero. */
export function sizeRatio(of: string, to: string): string | null {
  const [numerator, denominator] = [size(toMillionths(of)), size(toMillionths(to))];
  if (denominator === 0n) return null;
  return toDecimal((2n * numerator * SCALE + denominator) / (2n * denominator));
}

/** The sum of decimals. */
export function sumOf(decimals: readonly string[]): string {
  return toDecimal(decimals.reduce((sum, decimal) => sum + toMillionths(decimal), 0n));
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function toMillionths(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const amount = BigInt(`${whole}${fraction.padEnd(DECIMALS, "0")}`);
  return decimal.startsWith("-") ? -amount : amount;
}

function toDecimal(millionths: bigint): string {
  const digits = size(millionths)
    .toString()
    .padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${millionths < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${fraction ? `.${fraction}` : ""}`;
}
