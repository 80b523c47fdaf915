import { OPTION_COLUMNS } from "./columns.ts";
import {
  classNamed,
  classOfSubtype,
  type InvestmentClass,
  type InvestmentSubtype,
  inferSubtype,
  subtypeNamed,
} from "./investment-class.ts";
import { looksLikeOccSymbol } from "./occ-symbol.ts";
import type { RowCheck } from "./row-cells.ts";

/** What a row is. `subtype` is null when reported, and for options, whose contract says it. */
export interface Classification {
  investmentClass: InvestmentClass | null;
  subtype: InvestmentSubtype | null;
  isOption: boolean;
}

/** The class given, else the one the row's option data or subtype implies, else PUBLIC; null when it does not fit. */
function resolveClass({ cell, report }: RowCheck, hasOptionData: boolean): InvestmentClass | null {
  const text = cell("Investment Class");
  const named = classNamed(text);
  if (text !== "" && named === undefined) {
    report("Investment Class", "ERR_POS_016");
    return null;
  }
  if (named !== undefined && named !== "OPTIONS" && hasOptionData) {
    report("Investment Class", "ERR_POS_016", `The row describes an option, but its class is ${named}`);
    return null;
  }
  if (named !== undefined) return named;
  return hasOptionData ? "OPTIONS" : (classOfSubtype(cell("Investment Subtype")) ?? "PUBLIC");
}

/** Resolves class and subtype of a row, inferring what is empty. `price` is its entry price, null when unreadable. */
export function classify(check: RowCheck, symbol: string, price: string | null): Classification {
  const { cell, report } = check;
  const hasOptionData = looksLikeOccSymbol(symbol) || OPTION_COLUMNS.some((column) => cell(column) !== "");
  const investmentClass = resolveClass(check, hasOptionData);
  const isOption = investmentClass === "OPTIONS" || (investmentClass === null && hasOptionData);
  const text = cell("Investment Subtype");
  if (investmentClass === null) return { investmentClass, subtype: null, isOption };
  if (text === "") return { investmentClass, subtype: inferSubtype(investmentClass, symbol, price ?? ""), isOption };
  const subtype = subtypeNamed(text, investmentClass) ?? null;
  if (subtype === null)
    report("Investment Subtype", "ERR_POS_017", `The subtype is not one of class ${investmentClass}`);
  return { investmentClass, subtype, isOption };
}
