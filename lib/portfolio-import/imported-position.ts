import type { InvestmentClass, InvestmentSubtype } from "./investment-class.ts";
import type { OptionType } from "./occ-symbol.ts";

/**
 * A position as the file states it. Quantities, prices and strikes are exact decimal strings (at most 6 decimals, no
 * separators), dates are YYYY-MM-DD; null where absent. Short positions have a negative quantity; prices are per share.
 */
export interface ImportedPosition {
  /** Physical line in the file, from 1. */
  row: number;
  /** Ticker, or for an option its unpadded OCC symbol (up to 21 characters). */
  symbol: string;
  quantity: string;
  entryPrice: string;
  entryDate: string;
  investmentClass: InvestmentClass;
  investmentSubtype: InvestmentSubtype;
  underlyingSymbol: string | null;
  strikePrice: string | null;
  expirationDate: string | null;
  optionType: OptionType | null;
  exitDate: string | null;
  exitPrice: string | null;
}
