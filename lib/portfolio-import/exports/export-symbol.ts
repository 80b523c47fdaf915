import { isPositive, readDecimal } from "../decimal.ts";
import { formatOccSymbol, looksLikeOccSymbol, type OptionContract, rootOf } from "../occ-symbol.ts";
import { dayOf } from "./export-date.ts";

const ROOT = "(?<root>[A-Z][A-Z0-9]*(?:[./ ][A-Z])?)";
const STRIKE = String.raw`\$?(?<strike>[\d,]+(?:\.\d+)?)`;

/** Options as brokers name them. */
const OPTIONS = [
  // Schwab: AAPL 01/17/2025 200.00 C
  String.raw`${ROOT} (?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) ${STRIKE} (?<type>C|P|CALL|PUT)`,
  // Fidelity: -AAPL250117C200
  String.raw`-?${ROOT}(?<year>\d{2})(?<month>\d{2})(?<day>\d{2})(?<type>[CP])${STRIKE}`,
  // Interactive Brokers, statements: AAPL 17JAN25 200 C
  String.raw`${ROOT} (?<day>\d{1,2})(?<month>[A-Z]{3})(?<year>\d{2}) ${STRIKE} (?<type>C|P|CALL|PUT)`,
  // Interactive Brokers, portal: AAPL Jan17'25 200 CALL; E*TRADE: AAPL Jan 17 '25 $200 Call
  String.raw`${ROOT} (?<month>[A-Z]{3}) ?(?<day>\d{1,2}) ?'(?<year>\d{2}) ${STRIKE} (?<type>CALL|PUT)`,
  // Vanguard: AAPL 01/17/2025 Call $200.00
  String.raw`${ROOT} (?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}) (?<type>C|P|CALL|PUT) ${STRIKE}`,
].map((form) => new RegExp(`^${form}$`));

/**
 * A symbol as a broker writes it, as this product does: options as OCC symbols, classes of shares with a dot (BRK/B,
 * BRK B → BRK.B), without the asterisks of footnotes. What is none of these stays as it is.
 */
export function exportSymbol(text: string): string {
  // Only the first of a run is tried, or a long one that ends otherwise would take the square of its length.
  const upper = text
    .trim()
    .toUpperCase()
    .replace(/(?<!\*)\*+$/, "")
    .trim();
  const bare = upper.replace(/^-/, "");
  if (looksLikeOccSymbol(bare)) return bare;
  const option = optionNamed(upper);
  return option ? formatOccSymbol(option) : upper.replace(/^([A-Z]{1,5})[/ ]([A-Z])$/, "$1.$2");
}

/**
 * The ticker that an option named in a broker's way is written on, where its OCC symbol no longer tells it: BRK/B, whose
 * options trade as BRKB, is BRK.B. Empty for any other.
 */
export function classUnderlying(text: string): string {
  const { underlying = "" } = optionNamed(text.trim().toUpperCase()) ?? {};
  return /[./ ]/.test(underlying) ? underlying.replace(/[/ ]/, ".") : "";
}

/** The parts of an option that is named in a broker's way and can be; null for what names none. */
function optionNamed(upper: string): (OptionContract & { readonly underlying: string }) | null {
  const single = upper.replace(/\s+/g, " ");
  for (const form of OPTIONS) {
    const {
      root: underlying = "",
      year = "",
      month = "",
      day = "",
      strike = "",
      type,
    } = form.exec(single)?.groups ?? {};
    if (!type) continue;
    const reading = readDecimal(strike);
    const expiration = dayOf(year, month, day);
    const root = rootOf(underlying);
    const fits = "value" in reading && isPositive(reading.value) && /^\d{1,5}(?:\.\d{1,3})?$/.test(reading.value);
    if (!fits || expiration === null || root === "") continue;
    return { underlying, root, expiration, type: type.startsWith("C") ? "CALL" : "PUT", strike: reading.value };
  }
  return null;
}
