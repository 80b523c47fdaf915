const MAX_TICKER_LENGTH = 20;

/** Why an upper-cased text is no ticker: longer than 20 characters, or with others than letters, digits, dot, dash, underscore. */
export function tickerFault(text: string): "too long" | "characters" | null {
  if (text.length > MAX_TICKER_LENGTH) return "too long";
  return /^[A-Z0-9._-]+$/.test(text) ? null : "characters";
}

/** True for an upper-cased ticker of 1 to 20 allowed characters. */
export function isTicker(text: string): boolean {
  return tickerFault(text) === null;
}
