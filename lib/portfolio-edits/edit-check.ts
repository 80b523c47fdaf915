import { EARLIEST_DATE, readDate } from "#lib/portfolio-import/calendar-date.ts";
import { readDecimal } from "#lib/portfolio-import/decimal.ts";
import { ERROR_CODES, type ErrorCode } from "#lib/portfolio-import/error-codes.ts";
import { lengthOf, oneLine } from "#lib/portfolio-import/one-line.ts";

/** A field as it arrives: what was typed, or a number; absent counts as empty. */
export type FieldInput = string | number | null | undefined;

/** One thing wrong with an edit; `field` as the request names it. */
export interface EditProblem {
  readonly field: string;
  readonly code: ErrorCode;
  readonly message: string;
  /** What was given; null where there was nothing. */
  readonly value: string | null;
}

/** What an edit states, or every problem it has; `value` is null when there is one. */
export interface EditReading<Value> {
  readonly value: Value | null;
  readonly problems: readonly EditProblem[];
}

/** An edit under examination: its fields as text, and the problems found so far. */
export interface EditCheck<Field extends string> {
  readonly text: (field: Field) => string;
  readonly report: (field: Field, code: ErrorCode, message?: string) => void;
  readonly problems: readonly EditProblem[];
}

const MAX_NOTE = 500;

/** Starts the examination of an edit. */
export function checkEdit<Field extends string>(
  fields: Readonly<Partial<Record<Field, FieldInput>>>,
): EditCheck<Field> {
  const problems: EditProblem[] = [];
  const text = (field: Field) => fieldText(fields[field]);
  return {
    ...{ text, problems },
    report: (field, code, message = ERROR_CODES[code].message) => {
      problems.push({ field, code, message, value: text(field) || null });
    },
  };
}

/** A field as the rules read it: trimmed, empty where absent. */
export function fieldText(input: FieldInput): string {
  return typeof input === "number" ? String(input) : (input ?? "").trim();
}

/** The date in `date`, up to today; null when reported under `code`. */
export function readPastDate(
  { text, report }: EditCheck<"date">,
  { code, today }: { readonly code: ErrorCode; readonly today: string },
): string | null {
  const given = text("date");
  const date = readDate(given);
  if (given === "") report("date", code, "The date is missing");
  else if (date === null) report("date", code, "This is not a date");
  else if (date > today) report("date", code, "The date is in the future");
  else if (date < EARLIEST_DATE) report("date", code, `The date is before ${EARLIEST_DATE}`);
  else return date;
  return null;
}

/** The exact decimal in a field; null when reported under `code`. @param what as messages call it */
export function readAmount<Field extends string>(
  { text, report }: EditCheck<Field>,
  { field, code, what }: { readonly field: Field; readonly code: ErrorCode; readonly what: string },
): string | null {
  const given = text(field);
  const reading = readDecimal(given);
  if (given === "") report(field, code, `The ${what} is missing`);
  else if ("value" in reading) return reading.value;
  else if (reading.fault === "too many decimals") report(field, code, `The ${what} has more than 6 decimals`);
  else report(field, code, `The ${what} is ${reading.fault}`);
  return null;
}

/** The note, on one line; null where there is none, or when reported under `code`. */
export function readNote({ text, report }: EditCheck<"note">, code: ErrorCode): string | null {
  const note = oneLine(text("note"));
  if (lengthOf(note) > MAX_NOTE) report("note", code);
  return note || null;
}
