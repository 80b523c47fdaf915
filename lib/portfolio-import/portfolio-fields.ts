import { UPLOAD } from "#lib/price-files/upload-source.ts";
import { EARLIEST_DATE, readDate } from "./calendar-date.ts";
import { isPositive, readDecimal } from "./decimal.ts";
import { ERROR_CODES, type ErrorCode } from "./error-codes.ts";
import { lengthOf, oneLine } from "./one-line.ts";

/** Account types a portfolio can have. */
export const ACCOUNT_TYPES = ["taxable", "ira", "roth_ira", "401k", "403b", "529", "hsa", "trust", "other"] as const;

export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** Price sources offered unless the caller says otherwise. */
export const PRICE_SOURCES = ["sample", "files"] as const;

/** The portfolio form as it arrives; an absent field counts as empty. */
export interface PortfolioFields {
  name?: string | null;
  accountName?: string | null;
  accountType?: string | null;
  openingEquity?: string | null;
  priceSource?: string | null;
  description?: string | null;
  from?: string | null;
  to?: string | null;
}

/** Validated fields: texts trimmed, opening equity an exact decimal string, dates YYYY-MM-DD or null for the default. */
export interface PortfolioDetails {
  name: string;
  accountName: string;
  accountType: AccountType;
  openingEquity: string;
  priceSource: string;
  description: string | null;
  from: string | null;
  to: string | null;
}

/** One thing wrong with the form. */
export interface FieldProblem {
  field: keyof PortfolioFields;
  code: ErrorCode;
  message: string;
  value: string | null;
}

const MAX_NAME = 255;
const MAX_ACCOUNT_NAME = 100;
const MAX_DESCRIPTION = 2000;

type Report = (field: keyof PortfolioFields, code: ErrorCode, message?: string) => void;

function checkTexts(
  { name, accountName, description }: Record<"name" | "accountName" | "description", string>,
  report: Report,
) {
  if (name === "") report("name", "ERR_PORT_002");
  if (lengthOf(name) > MAX_NAME) report("name", "ERR_PORT_003");
  if (accountName === "") report("accountName", "ERR_PORT_010");
  if (lengthOf(accountName) > MAX_ACCOUNT_NAME) report("accountName", "ERR_PORT_011");
  if (lengthOf(description) > MAX_DESCRIPTION) report("description", "ERR_PORT_013");
}

function readOpeningEquity(text: string, report: Report): string | null {
  const reading = readDecimal(text);
  const isBelowZero = /[-(\u2212]/.test(text);
  if (text === "") report("openingEquity", "ERR_PORT_004");
  else if ("fault" in reading && reading.fault === "too large" && !isBelowZero) report("openingEquity", "ERR_PORT_006");
  else if ("fault" in reading || !isPositive(reading.value)) report("openingEquity", "ERR_PORT_005");
  else return reading.value;
  return null;
}

function readRange(fields: Record<"from" | "to", string>, today: string, report: Report) {
  const readBound = (field: "from" | "to"): string | null => {
    const text = fields[field];
    const date = readDate(text);
    if (text === "") return null;
    if (date === null) report(field, "ERR_RUN_004", "This is not a date; write it as YYYY-MM-DD");
    else if (date < EARLIEST_DATE) report(field, "ERR_RUN_004", `Dates begin at ${EARLIEST_DATE}`);
    else if (date > today) report(field, "ERR_RUN_004", "This date is in the future");
    else return date;
    return null;
  };
  const from = readBound("from");
  const to = readBound("to");
  if (from !== null && to !== null && from > to) report("to", "ERR_RUN_004", "The last date is before the first");
  return { from, to };
}

/** The texts among the fields: of those given, what is wrong, or what is stored. */
export function readTexts(fields: Partial<Record<"name" | "accountName" | "description", string | null | undefined>>): {
  value: Partial<Pick<PortfolioDetails, "name" | "accountName" | "description">>;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = [];
  const given = (field: keyof typeof fields) => fields[field] !== undefined;
  const text = (field: keyof typeof fields) => oneLine(fields[field]);
  const texts = { name: text("name"), accountName: text("accountName"), description: text("description") };
  checkTexts(texts, (field, code, message = ERROR_CODES[code].message) => {
    if (field in texts && given(field as keyof typeof texts))
      problems.push({ field, code, message, value: fields[field as keyof typeof texts] ?? null });
  });
  return {
    value: {
      ...(given("name") ? { name: texts.name } : {}),
      ...(given("accountName") ? { accountName: texts.accountName } : {}),
      ...(given("description") ? { description: texts.description || null } : {}),
    },
    problems,
  };
}

export interface FieldRules {
  /** The day it is, YYYY-MM-DD: dates after it are in the future. */
  today: string;
  /** Those this installation offers. */
  priceSources?: readonly string[];
  /** How many price files come with the form. */
  priceFiles?: number;
}

/** Price files come with the price source that is made of them, and with no other. */
function readPriceSource(name: string, { priceSources = PRICE_SOURCES, priceFiles = 0 }: FieldRules, report: Report) {
  if (!priceSources.includes(name)) report("priceSource", "ERR_PORT_012");
  else if (name === UPLOAD && priceFiles === 0) report("priceSource", "ERR_PRICE_011");
  else if (name !== UPLOAD && priceFiles > 0) report("priceSource", "ERR_PRICE_012");
  return name;
}

/**
 * Checks the portfolio form and reports every problem at once; `value` is null when there is one. That the account name
 * is free (ERR_PORT_001) only the database can say.
 */
export function validatePortfolioFields(
  fields: PortfolioFields,
  rules: FieldRules,
): { value: PortfolioDetails | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const report: Report = (field, code, message = ERROR_CODES[code].message) => {
    problems.push({ field, code, message, value: fields[field] ?? null });
  };
  const text = (field: keyof PortfolioFields) => oneLine(fields[field]);
  const texts = { name: text("name"), accountName: text("accountName"), description: text("description") };
  checkTexts(texts, report);
  const accountType = ACCOUNT_TYPES.find((type) => type === text("accountType"));
  if (accountType === undefined) report("accountType", "ERR_PORT_009");
  const openingEquity = readOpeningEquity(text("openingEquity"), report);
  const priceSource = readPriceSource(text("priceSource"), rules, report);
  const range = readRange({ from: text("from"), to: text("to") }, rules.today, report);
  if (problems.length || accountType === undefined || openingEquity === null) return { value: null, problems };
  const description = texts.description || null;
  return { value: { ...texts, description, accountType, openingEquity, priceSource, ...range }, problems };
}
