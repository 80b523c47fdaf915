import { EARLIEST_DATE, readDate } from "./calendar-date.ts";
import { isPositive, readDecimal } from "./decimal.ts";
import type { RowCheck } from "./row-cells.ts";

/** An amount with the code of a currency, as files of several currencies give it. */
const FOREIGN = /^[\d.,]+ (?!USD)[A-Z]{3}$/;

/** The row's quantity as an exact decimal; null when reported (missing, no number, zero, too many decimals). */
export function readQuantity({ cell, report }: RowCheck): string | null {
  const text = cell("Quantity");
  const reading = readDecimal(text);
  if (text === "") report("Quantity", "ERR_POS_004");
  else if ("fault" in reading && reading.fault === "too many decimals") report("Quantity", "ERR_POS_007");
  else if ("fault" in reading) report("Quantity", "ERR_POS_005", `The quantity is ${reading.fault}`);
  else if (reading.value === "0") report("Quantity", "ERR_POS_006");
  else return reading.value;
  return null;
}

/** The row's entry price as an exact decimal; null when reported. */
export function readEntryPrice({ cell, report }: RowCheck): string | null {
  const text = cell("Entry Price Per Share");
  const reading = readDecimal(text);
  if (text === "") report("Entry Price Per Share", "ERR_POS_008");
  else if ("fault" in reading && reading.fault === "too many decimals") report("Entry Price Per Share", "ERR_POS_011");
  else if (FOREIGN.test(text))
    report("Entry Price Per Share", "ERR_POS_028", `The entry price is in ${text.slice(-3)}, not in dollars`);
  else if ("fault" in reading) report("Entry Price Per Share", "ERR_POS_009", `The entry price is ${reading.fault}`);
  else if (!isPositive(reading.value)) report("Entry Price Per Share", "ERR_POS_010");
  else return reading.value;
  return null;
}

/** The row's entry date; null when reported. */
export function readEntryDate({ cell, report, today }: RowCheck): string | null {
  const text = cell("Entry Date");
  const date = readDate(text);
  if (text === "") report("Entry Date", "ERR_POS_012");
  else if (date === null) report("Entry Date", "ERR_POS_013");
  else if (date > today) report("Entry Date", "ERR_POS_014");
  else if (date < EARLIEST_DATE) report("Entry Date", "ERR_POS_015");
  else return date;
  return null;
}

function readExitDate({ cell, report, today }: RowCheck, entryDate: string | null): string | null {
  const text = cell("Exit Date");
  if (text === "") return null;
  const date = readDate(text);
  if (date === null) report("Exit Date", "ERR_POS_024", "The exit date is not a date");
  else if (date > today) report("Exit Date", "ERR_POS_024", "The exit date is in the future");
  else if (entryDate !== null && date < entryDate) report("Exit Date", "ERR_POS_018");
  else return date;
  return null;
}

// Zero is a price: an option that expired worthless, a share written off.
function readExitPrice({ cell, report }: RowCheck): string | null {
  const text = cell("Exit Price Per Share");
  if (text === "") return null;
  const reading = readDecimal(text);
  if ("fault" in reading) {
    const fault = reading.fault === "too many decimals" ? "has more than 6 decimals" : `is ${reading.fault}`;
    report("Exit Price Per Share", "ERR_POS_025", `The exit price ${fault}`);
  } else if (reading.value.startsWith("-"))
    report("Exit Price Per Share", "ERR_POS_025", "The exit price is below zero");
  else return reading.value;
  return null;
}

/** The row's exit, both parts null for an open position or when reported. */
export function readExit(
  check: RowCheck,
  entryDate: string | null,
): { exitDate: string | null; exitPrice: string | null } {
  const exitDate = readExitDate(check, entryDate);
  const exitPrice = readExitPrice(check);
  const hasDate = check.cell("Exit Date") !== "";
  const hasPrice = check.cell("Exit Price Per Share") !== "";
  if (hasDate && !hasPrice)
    check.report("Exit Price Per Share", "ERR_POS_026", "There is an exit date but no exit price");
  if (hasPrice && !hasDate) check.report("Exit Date", "ERR_POS_026", "There is an exit price but no exit date");
  return { exitDate, exitPrice };
}
