import { readDate } from "./calendar-date.ts";
import { isPositive, readDecimal } from "./decimal.ts";
import { looksLikeOccSymbol, type OptionContract, type OptionType, readOccSymbol, rootOf } from "./occ-symbol.ts";
import type { RowCheck } from "./row-cells.ts";
import { isTicker } from "./ticker.ts";

/** A complete option: its contract, and the underlying's ticker, which may differ from the root (BRK.B trades as BRKB). */
export interface OptionTerms {
  underlyingSymbol: string;
  contract: OptionContract;
}

// Weekly and adjusted contracts trade under a root that extends the underlying's: SPXW for SPX, NVDA1 for NVDA.
const sharesRoot = (root: string, underlying: string) => root.startsWith(underlying) || underlying.startsWith(root);

function readUnderlying({ cell, report }: RowCheck, contract: OptionContract | null): string | null {
  const underlying = cell("Underlying Symbol").toUpperCase();
  if (underlying === "" && contract) return contract.root;
  const root = isTicker(underlying) ? rootOf(underlying) : "";
  if (underlying === "") report("Underlying Symbol", "ERR_POS_019", "The option's underlying symbol is missing");
  else if (root === "")
    report("Underlying Symbol", "ERR_POS_019", "The underlying symbol is not the ticker of an option's underlying");
  else if (contract && !sharesRoot(contract.root, root)) {
    report("Underlying Symbol", "ERR_POS_019", `The symbol is an option on ${contract.root}, not on ${underlying}`);
  } else return underlying;
  return null;
}

function readStrike({ cell, report }: RowCheck, contract: OptionContract | null): string | null {
  const text = cell("Strike Price");
  if (text === "" && contract) return contract.strike;
  const reading = readDecimal(text);
  if (text === "") report("Strike Price", "ERR_POS_020", "The option's strike price is missing");
  else if ("fault" in reading) report("Strike Price", "ERR_POS_020", "The strike price is not a number");
  else if (!isPositive(reading.value)) report("Strike Price", "ERR_POS_020", "The strike price is not above zero");
  else if (!/^\d{1,5}(?:\.\d{1,3})?$/.test(reading.value)) {
    report("Strike Price", "ERR_POS_020", "The strike price is 100,000 or more, or has more than 3 decimals");
  } else if (contract && contract.strike !== reading.value) {
    report("Strike Price", "ERR_POS_020", `The symbol says a strike price of ${contract.strike}`);
  } else return reading.value;
  return null;
}

function readExpiration(
  { cell, report }: RowCheck,
  contract: OptionContract | null,
  entryDate: string | null,
): string | null {
  const text = cell("Expiration Date");
  const date = text === "" && contract ? contract.expiration : readDate(text);
  if (text === "" && !contract) report("Expiration Date", "ERR_POS_021", "The option's expiration date is missing");
  else if (date === null) report("Expiration Date", "ERR_POS_021", "The expiration date is not a date");
  else if (!date.startsWith("20"))
    report("Expiration Date", "ERR_POS_021", "The expiration date is not between 2000 and 2099");
  else if (contract && contract.expiration !== date) {
    report("Expiration Date", "ERR_POS_021", `The symbol says an expiration on ${contract.expiration}`);
  } else if (entryDate !== null && date < entryDate) {
    report("Expiration Date", "ERR_POS_021", "The option expires before the entry date");
  } else return date;
  return null;
}

const TYPES: Readonly<Record<string, OptionType>> = { CALL: "CALL", C: "CALL", PUT: "PUT", P: "PUT" };

function readType({ cell, report }: RowCheck, contract: OptionContract | null): OptionType | null {
  const text = cell("Option Type");
  const subtype = TYPES[cell("Investment Subtype").toUpperCase()];
  const given = text === "" ? subtype : TYPES[text.toUpperCase()];
  const type = contract?.type ?? given;
  if (text !== "" && given === undefined)
    report("Option Type", "ERR_POS_022", "The option type is neither CALL nor PUT");
  else if (type === undefined) report("Option Type", "ERR_POS_022", "The option type is missing");
  else if (text !== "" && given !== type) report("Option Type", "ERR_POS_022", `The symbol says a ${type}`);
  else if (subtype !== undefined && subtype !== type) {
    report("Investment Subtype", "ERR_POS_017", `The subtype is ${subtype}, but the option is a ${type}`);
  } else return type;
  return null;
}

/** An OCC symbol whose date or strike cannot be: its own code, since the rest of the row may well be right. */
function reportImpossibleSymbol({ report }: RowCheck): null {
  report("Symbol", "ERR_POS_003", "The option symbol has an impossible expiration date or strike price");
  return null;
}

/** The option a row describes by its OCC symbol, by its four option columns, or by both in agreement; null when reported. */
export function readOptionTerms(check: RowCheck, symbol: string, entryDate: string | null): OptionTerms | null {
  const fromSymbol = readOccSymbol(symbol);
  if (!fromSymbol && looksLikeOccSymbol(symbol)) return reportImpossibleSymbol(check);
  const underlyingSymbol = readUnderlying(check, fromSymbol);
  const strike = readStrike(check, fromSymbol);
  const expiration = readExpiration(check, fromSymbol, entryDate);
  const type = readType(check, fromSymbol);
  if (underlyingSymbol === null || strike === null || expiration === null || type === null) return null;
  return {
    underlyingSymbol,
    contract: { root: fromSymbol?.root ?? rootOf(underlyingSymbol), strike, expiration, type },
  };
}
