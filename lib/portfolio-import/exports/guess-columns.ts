import { readDecimal } from "../decimal.ts";
import { isTicker } from "../ticker.ts";
import { readExportDate } from "./export-date.ts";
import { exportSymbol } from "./export-symbol.ts";
import type { SourceField } from "./source-fields.ts";

const isNumber = (text: string) => "value" in readDecimal(text);
const isSymbol = (text: string) => /^[A-Z]/i.test(text) && isTicker(exportSymbol(text));

/**
 * What the cells of a row without a header may be: the first symbol, then the first number the quantity and the second
 * the price, and the first day the entry. Empty where it is no such row.
 */
export function columnsByContent(cells: readonly string[]): Map<SourceField, number> {
  const columns = new Map<SourceField, number>();
  const take = (field: SourceField, fits: (text: string) => boolean) => {
    const used = new Set(columns.values());
    const index = cells.findIndex((text, at) => !used.has(at) && fits(text));
    if (index >= 0) columns.set(field, index);
  };
  if (!cells.some(isNumber)) return columns;
  take("Entry Date", (text) => !isNumber(text) && readExportDate(text) !== null);
  take("Symbol", isSymbol);
  take("Quantity", isNumber);
  take("Entry Price Per Share", isNumber);
  return columns;
}
