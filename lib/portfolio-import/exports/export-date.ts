import { readDate, toIsoDate } from "../calendar-date.ts";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** Days as brokers write them, from the start of the text; a time of the day may follow. */
const FORMS = [
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/,
  /^(?<year>\d{4})\/(?<month>\d{1,2})\/(?<day>\d{1,2})(?!\d)/,
  /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4}|\d{2})(?!\d)/,
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?!\d)/,
  /^(?<month>[A-Z]{3})[A-Z]*[- ]?(?<day>\d{1,2})(?:,? |,|-| ?')(?<year>\d{4}|\d{2})(?!\d)/,
  /^(?<day>\d{1,2})[- ]?(?<month>[A-Z]{3})[A-Z]*[- ]?(?<year>\d{4}|\d{2})(?!\d)/,
];

/** A day as a broker writes it ("Jan-17-2025", "20250117;093000", "1/17/25") as YYYY-MM-DD; null for what is none. */
export function readExportDate(text: string): string | null {
  const upper = text.trim().toUpperCase();
  const plain = readDate(upper);
  if (plain !== null) return plain;
  for (const form of FORMS) {
    const { year, month, day } = form.exec(upper)?.groups ?? {};
    if (year && month && day) return dayOf(year, month, day);
  }
  return null;
}

/** The day of a year of two or four digits and a month in digits or by its first three letters. */
export function dayOf(year: string, month: string, day: string): string | null {
  const number = /\d/.test(month) ? Number(month) : MONTHS.indexOf(month) + 1;
  return toIsoDate(year.length === 2 ? 2000 + Number(year) : Number(year), number, Number(day));
}
