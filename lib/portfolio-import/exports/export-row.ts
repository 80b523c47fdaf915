import { COLUMNS } from "../columns.ts";
import type { CsvRecord } from "../csv-records.ts";
import { isPositive } from "../decimal.ts";
import { looksLikeOccSymbol } from "../occ-symbol.ts";
import type { PreviewRow } from "../row-cells.ts";
import { isTicker } from "../ticker.ts";
import { isTotalsLabel } from "../trailing-totals.ts";
import { type AssetMeaning, assetMeaning } from "./asset-type.ts";
import { readExportDate } from "./export-date.ts";
import { isNothing, readRounded, sizeRatio } from "./export-number.ts";
import { classUnderlying, exportSymbol } from "./export-symbol.ts";
import type { SourceField } from "./source-fields.ts";

/** Where each known field stands in a record. */
export type FieldPlaces = ReadonlyMap<SourceField, number>;

/** What a record of a broker's file is: a position in the words of the twelve columns, or something left out. */
export type ExportRow =
  | {
      readonly cells: PreviewRow["cells"];
      /** The price per share when the file was made; null where it says none in dollars. */
      readonly lastPrice: string | null;
    }
  | { readonly skipped: string };

const CONTRACT_SIZE = "100";
const MOST_SHOWN = 60;

/** Reads one record after the header. Nothing that has a quantity, a cost or a value is left out but totals and debts. */
export function readExportRow(record: CsvRecord, places: FieldPlaces): ExportRow {
  const cell = (field: SourceField) => {
    const text = record.cells[places.get(field) ?? -1] ?? "";
    return isNothing(text) ? "" : text;
  };
  const first = record.cells.find((text) => text !== "") ?? "";
  const isNamed = isTicker(cell("Symbol").toUpperCase());
  // Funds are called so too: "Total Stock Market ETF" beside its ticker.
  if (isTotalsLabel(cell("Symbol")) || (!isNamed && isTotalsLabel(first))) return { skipped: "Totals row" };
  const numbers = [cell("Quantity"), cell("Entry Price Per Share"), cell("Total Cost"), cell("Market Value")];
  const filled = record.cells.filter((text) => !isNothing(text)).length;
  if (numbers.every((text) => text === "") && (filled <= 1 || !isNamed))
    return { skipped: `No position: “${shortened(first)}”` };
  const asset = assetMeaning(cell("Asset Type")) ?? bondByName(cell);
  return isCash(cell, asset) ? cashRow(cell, asset) : positionRow(cell, asset);
}

type Cell = (field: SourceField) => string;

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}…` : text;
}

/** Money and money market funds, however the broker names them; two asterisks mark the fund that holds the cash. */
function isCash(cell: Cell, asset: AssetMeaning): boolean {
  const symbol = cell("Symbol").trim();
  if (asset?.kind === "cash") return true;
  const isMoneyFund = /^[A-Z]{3}XX\*?$/i.test(symbol);
  if (asset !== null && asset.kind !== "other")
    return isMoneyFund && asset.kind === "listed" && asset.subtype === "MUTUAL_FUND";
  if (symbol === "") return /\bcash\b|money market|settlement fund|sweep/i.test(cell("Description"));
  if (/^(?:cash|usd)$/i.test(symbol)) return isInDollars(cell);
  return isMoneyFund || /^(?:cash (?:&|and) .*|pending activity)$|\*\*$/i.test(symbol);
}

/** Whether nothing of a row says that it counts anything else: CASH and USD are the tickers of a bank and of a fund too. */
function isInDollars(cell: Cell): boolean {
  const quantity = readRounded(cell("Quantity"));
  const price = readRounded(cell("Entry Price Per Share")) ?? "1";
  return quantity === null || (price === "1" && (readRounded(cell("Market Value")) ?? quantity) === quantity);
}

/** Bonds and certificates have their rate in their name, and a CUSIP or that name in place of a ticker. */
function bondByName(cell: Cell): AssetMeaning {
  const symbol = cell("Symbol").trim();
  const isCusip = /^(?=(?:.*\d){3})[0-9A-Z]{8}\d$/i.test(symbol);
  const name = isCusip ? cell("Description") : symbol;
  return /\d%/.test(name) ? { kind: "listed", subtype: "BOND" } : null;
}

/** The other currency that a row of money is in; null for dollars. */
function foreignMoney(cell: Cell, asset: AssetMeaning): string | null {
  if (isForeign(cell)) return cell("Currency").toUpperCase();
  const [, held = "USD"] = /^([A-Z]{3})(?:\.[A-Z]{3})?$/.exec(cell("Symbol").trim().toUpperCase()) ?? [];
  return asset?.kind === "cash" && held !== "USD" ? held : null;
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** Cash is as many dollars; a balance below zero is money owed, which no position can be. */
function cashRow(cell: Cell, asset: AssetMeaning): ExportRow {
  const foreign = foreignMoney(cell, asset);
  const fund = exportSymbol(cell("Symbol"));
  const symbol = isTicker(fund) ? fund : "CASH";
  const amount = readRounded(cell("Quantity")) ?? readRounded(cell("Market Value")) ?? "";
  if (amount.startsWith("-"))
    return { skipped: `Money owed, not held (${amount} ${foreign ?? "dollars"}): it is part of the account value` };
  if (amount === "0") return { skipped: `Cash of zero ${foreign ?? "dollars"}` };
  return {
    lastPrice: null,
    cells: {
      ...emptyCells(),
      ...{ Symbol: symbol, Quantity: amount || cell("Quantity") },
      "Entry Price Per Share": foreign === null ? "1" : `1 ${foreign}`,
      ...{ "Entry Date": dateText(cell("Entry Date")), "Investment Class": "PUBLIC", "Investment Subtype": "CASH" },
    },
  };
}

function positionRow(cell: Cell, asset: AssetMeaning): ExportRow {
  const symbol = exportSymbol(cell("Symbol"));
  const isOption = looksLikeOccSymbol(symbol) || asset?.kind === "option";
  const isBond = asset?.kind === "listed" && asset.subtype === "BOND";
  const quantity = readRounded(cell("Quantity"));
  const cells = {
    ...emptyCells(),
    ...{ Symbol: symbol, Quantity: quantity ?? cell("Quantity") },
    "Entry Price Per Share": entryPrice(cell, quantity, { isOption, isBond }),
    ...{ "Entry Date": dateText(cell("Entry Date")), ...classCells(cell, asset, isOption) },
    ...(isOption || asset === null ? optionCells(cell) : {}),
    ...{ "Exit Date": dateText(cell("Exit Date")), "Exit Price Per Share": numberText(cell("Exit Price Per Share")) },
  };
  return { cells, lastPrice: lastPrice(cell, quantity, isOption) };
}

function emptyCells(): PreviewRow["cells"] {
  return Object.fromEntries(COLUMNS.map((column) => [column, ""])) as PreviewRow["cells"];
}

function optionCells(cell: Cell): Partial<PreviewRow["cells"]> {
  return {
    ...{
      "Underlying Symbol": exportSymbol(cell("Underlying Symbol")) || classUnderlying(cell("Symbol")),
      "Strike Price": numberText(cell("Strike Price")),
    },
    ...{ "Expiration Date": dateText(cell("Expiration Date")), "Option Type": cell("Option Type") },
  };
}

/** The class as the file gives it, else as its kind of asset implies; an unknown kind stands there to be put right. */
function classCells(cell: Cell, asset: AssetMeaning, isOption: boolean): Partial<PreviewRow["cells"]> {
  const given = { "Investment Class": cell("Investment Class"), "Investment Subtype": cell("Investment Subtype") };
  if (given["Investment Class"] !== "" || given["Investment Subtype"] !== "" || asset === null) return given;
  if (isOption) return { "Investment Class": "OPTIONS" };
  if (asset.kind === "listed") return { "Investment Class": "PUBLIC", "Investment Subtype": asset.subtype };
  if (asset.kind === "crypto") return { "Investment Class": "PRIVATE", "Investment Subtype": "CRYPTO" };
  return asset.kind === "other" ? { "Investment Class": asset.word } : given;
}

/**
 * The price paid per share: as given, else the total cost over the quantity, of options over a hundred shares each.
 * Prices of bonds are per hundred of face value, so their total counts, as it does wherever the price given is a hundred
 * times as much: of what is no bond by name, or per contract of an option. In another currency it says so, and is refused.
 */
function entryPrice(cell: Cell, quantity: string | null, { isOption, isBond }: { isOption: boolean; isBond: boolean }) {
  const given = cell("Entry Price Per Share");
  const perShare = readRounded(given);
  const total = readRounded(cell("Total Cost"));
  const derived = total === null || quantity === null ? null : perUnit(total, quantity, isOption);
  const isTotalRight = isBond || (perShare !== null && derived !== null && isHundredfold(perShare, derived, [99, 101]));
  const price = isTotalRight ? (derived ?? ofFaceValue(cell, perShare, quantity)) : (perShare ?? derived);
  if (price === null) return given;
  return isForeign(cell) ? `${price} ${cell("Currency").toUpperCase()}` : price;
}

/** The price of a bond without a total cost: of one unit where it is per hundred, which its value tells. */
function ofFaceValue(cell: Cell, price: string | null, quantity: string | null): string | null {
  const value = readRounded(cell("Market Value"));
  if (price === null || value === null || quantity === null) return price;
  const worth = sizeRatio(value, quantity);
  return worth !== null && isHundredfold(price, worth, [20, 500]) ? sizeRatio(price, "100") : price;
}

function isHundredfold(price: string, unit: string, [least, most]: readonly [least: number, most: number]): boolean {
  const times = Number(sizeRatio(price, unit) ?? 0);
  return times >= least && times <= most;
}

function isForeign(cell: Cell): boolean {
  const currency = cell("Currency").toUpperCase();
  return isCurrency(currency) && currency !== "USD";
}

/** The price per share as the file has it, of a bond per unit; else its value over the quantity. */
function lastPrice(cell: Cell, quantity: string | null, isOption: boolean): string | null {
  const value = readRounded(cell("Market Value"));
  const worth = value === null || quantity === null ? null : perUnit(value, quantity, isOption);
  const told = readRounded(cell("Last Price"));
  const price = told === null || (worth !== null && isHundredfold(told, worth, [99, 101])) ? worth : told;
  return price === null || !isPositive(price) || isForeign(cell) ? null : price;
}

function perUnit(total: string, quantity: string, isOption: boolean): string | null {
  const perContract = sizeRatio(total, quantity);
  return perContract !== null && isOption ? sizeRatio(perContract, CONTRACT_SIZE) : perContract;
}

function dateText(text: string): string {
  return readExportDate(text) ?? text;
}

function numberText(text: string): string {
  return readRounded(text) ?? text;
}
