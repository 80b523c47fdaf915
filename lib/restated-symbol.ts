import { counted } from "./counted.ts";

/** What a provider has published otherwise than before of one symbol. */
export interface RestatedSymbol {
  readonly symbol: string;
  /** Who said so, in words. */
  readonly by: string;
  readonly closes: number;
  readonly splits: number;
  readonly dividends: number;
  /** The first date restated, ISO or as its reader writes it. */
  readonly first: string;
}

/** "Yahoo Finance restated 2 closes and 1 dividend of AAPL from 2025-03-14". */
export function restatedText({ symbol, by, closes, splits, dividends, first }: RestatedSymbol): string {
  const parts = [
    ...(closes > 0 ? [counted(closes, "close")] : []),
    ...(splits > 0 ? [counted(splits, "split")] : []),
    ...(dividends > 0 ? [counted(dividends, "dividend")] : []),
  ];
  return `${by} restated ${parts.join(" and ")} of ${symbol} from ${first}`;
}
