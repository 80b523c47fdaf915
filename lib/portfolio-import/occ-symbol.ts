import { toIsoDate } from "./calendar-date.ts";

export type OptionType = "CALL" | "PUT";

/** An option contract: `root` as in its symbol, `expiration` YYYY-MM-DD, `strike` an exact decimal. */
export interface OptionContract {
  root: string;
  expiration: string;
  type: OptionType;
  strike: string;
}

const SHAPE = /^([A-Z][A-Z0-9]{0,5}) {0,5}(\d{2})(\d{2})(\d{2})([CP])(\d{5})(\d{3})$/;

/** True when the text is built like an option symbol, be its date and strike possible or not. */
export function looksLikeOccSymbol(text: string): boolean {
  return SHAPE.test(text);
}

/**
 * Reads an option symbol of the Options Symbology Initiative (OCC): root, padded to six or not, YYMMDD, C or P,
 * strike × 1000 in eight digits. Expects upper case; null for anything else, an impossible date or a zero strike.
 */
export function readOccSymbol(text: string): OptionContract | null {
  const parts = SHAPE.exec(text);
  if (!parts) return null;
  const [, root = "", year, month, day, letter, whole = "", thousandths = ""] = parts;
  const expiration = toIsoDate(2000 + Number(year), Number(month), Number(day));
  const fraction = thousandths.replace(/0+$/, "");
  const strike = `${Number(whole)}${fraction ? `.${fraction}` : ""}`;
  if (!expiration || strike === "0") return null;
  return { root, expiration, type: letter === "C" ? "CALL" : "PUT", strike };
}

/** The root an option on this underlying trades under: BRK.B → BRKB. Empty when the ticker has no such root. */
export function rootOf(underlying: string): string {
  const root = underlying.replace(/[^A-Z0-9]/g, "");
  return /^[A-Z][A-Z0-9]{0,5}$/.test(root) ? root : "";
}

/** The unpadded OCC symbol. The strike has at most five digits before and three after the point; years are 2000–2099. */
export function formatOccSymbol({ root, expiration, type, strike }: OptionContract): string {
  const [whole = "", fraction = ""] = strike.split(".");
  const date = expiration.slice(2).replaceAll("-", "");
  return `${root}${date}${type.charAt(0)}${whole.padStart(5, "0")}${fraction.padEnd(3, "0")}`;
}
