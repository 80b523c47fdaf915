import { readEntryDate, readEntryPrice, readExit, readQuantity } from "./amounts-and-dates.ts";
import type { ImportedPosition } from "./imported-position.ts";
import { formatOccSymbol, looksLikeOccSymbol } from "./occ-symbol.ts";
import { readOptionTerms } from "./option-terms.ts";
import type { Problem } from "./problem.ts";
import { checkRow, type PreviewRow, type RowCheck } from "./row-cells.ts";
import { classify } from "./row-classification.ts";
import { tickerFault } from "./ticker.ts";

/** Reports a symbol that is missing where one is needed, too long, or of wrong characters. */
function checkSymbol({ report }: RowCheck, symbol: string, isOption: boolean): void {
  if (looksLikeOccSymbol(symbol) || (symbol === "" && isOption)) return;
  const fault = tickerFault(symbol);
  if (symbol === "") report("Symbol", "ERR_POS_001");
  else if (fault === "too long") report("Symbol", "ERR_POS_002");
  else if (fault === "characters") report("Symbol", "ERR_POS_003");
}

/** Reads one row: the position it states, or every problem it has. */
export function readPositionRow(
  row: PreviewRow,
  today: string,
): { position: ImportedPosition | null; problems: Problem[] } {
  const check = checkRow(row, today);
  const symbol = row.cells.Symbol.toUpperCase();
  const quantity = readQuantity(check);
  const entryPrice = readEntryPrice(check);
  const entryDate = readEntryDate(check);
  const { investmentClass, subtype, isOption } = classify(check, symbol, entryPrice);
  checkSymbol(check, symbol, isOption);
  const option = isOption ? readOptionTerms(check, symbol, entryDate) : null;
  const exit = readExit(check, entryDate);
  const investmentSubtype = option?.contract.type ?? subtype;
  const { problems } = check;
  if (problems.length || !quantity || !entryPrice || !entryDate || !investmentClass || !investmentSubtype) {
    return { position: null, problems };
  }
  const position = {
    row: row.row,
    symbol: option ? formatOccSymbol(option.contract) : symbol,
    quantity,
    entryPrice,
    entryDate,
    investmentClass,
    investmentSubtype,
    underlyingSymbol: option?.underlyingSymbol ?? null,
    strikePrice: option?.contract.strike ?? null,
    expirationDate: option?.contract.expiration ?? null,
    optionType: option?.contract.type ?? null,
    ...exit,
  };
  return { position, problems };
}
