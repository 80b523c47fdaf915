/** An exact decimal without separators, leading or trailing zeros ("-1234.5"), or why the text is none. */
export type DecimalReading = { value: string } | { fault: "not a number" | "too many decimals" | "too large" };

const MAX_DECIMALS = 6;
const MAX_SIZE = 1e12;

// No group stands before a leading zero: 0,125 is an eighth to some and nothing to others, but 125 to nobody.
const AMOUNT = /^(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d*)?$|^\.\d+$/;

/** Splits off the sign, written as a leading minus or plus, or as accounting parentheses; a `$` may stand on either side. */
function splitSign(spaced: string): { negative: boolean; amount: string } {
  // A run of spaces can be cut in as many ways as the cube of its length, were all of it left to the form below.
  const text = spaced.replace(/\s+/g, " ");
  const inParentheses = /^\((.*)\)$/s.exec(text);
  if (inParentheses) return { negative: true, amount: (inParentheses[1] ?? "").trim().replace(/^\$\s*/, "") };
  const signed = /^\$?\s*([-+\u2212]?)\s*\$?\s*([\d.,]*)$/.exec(text);
  if (!signed || text.indexOf("$") !== text.lastIndexOf("$")) return { negative: false, amount: "" };
  return { negative: signed[1] === "-" || signed[1] === "\u2212", amount: signed[2] ?? "" };
}

/**
 * Reads an amount as people and brokers write it: `1500`, `1,500`, `$1,234.50`, `-5`, `(100)`.
 * A comma is a thousands separator only before groups of three digits. Works on the text, so nothing is rounded:
 * at most 6 decimals (trailing zeros aside), at most 1e12 in size.
 */
export function readDecimal(text: string): DecimalReading {
  const { negative, amount } = splitSign(text.trim());
  if (!AMOUNT.test(amount)) return { fault: "not a number" };
  const [whole = "", fraction = ""] = amount.replaceAll(",", "").split(".");
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  const decimals = fraction.replace(/0+$/, "");
  if (decimals.length > MAX_DECIMALS) return { fault: "too many decimals" };
  if (Number(digits) > MAX_SIZE || (Number(digits) === MAX_SIZE && decimals)) return { fault: "too large" };
  const magnitude = decimals ? `${digits}.${decimals}` : digits;
  return { value: negative && magnitude !== "0" ? `-${magnitude}` : magnitude };
}

/** True for a value of `readDecimal` above zero. */
export function isPositive(value: string): boolean {
  return value !== "0" && !value.startsWith("-");
}
