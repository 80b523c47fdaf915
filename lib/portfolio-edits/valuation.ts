import { checkEdit, type EditReading, type FieldInput, readAmount, readNote, readPastDate } from "./edit-check.ts";
import { isValued } from "./is-valued.ts";

/** What one unit of a private position is worth from a date on, in dollars as an exact decimal. */
export interface Valuation {
  readonly date: string;
  readonly price: string;
  readonly note: string | null;
}

export type ValuationFields = Readonly<Partial<Record<keyof Valuation, FieldInput>>>;

/** The position that is valued, as far as the rules ask. */
export interface ValuedPosition {
  readonly investmentClass: string;
  readonly investmentSubtype: string;
  readonly entryDate: string;
  readonly exitDate: string | null;
}

/** Reads a valuation as it was entered. That it is the only one of its date only the database can say. */
export function readValuation(
  fields: ValuationFields,
  { position, today }: { readonly position: ValuedPosition; readonly today: string },
): EditReading<Valuation> {
  const check = checkEdit<keyof Valuation | "positionId">(fields);
  if (!isValued(position)) check.report("positionId", "ERR_VAL_004");
  const date = readPastDate(check, { code: "ERR_VAL_001", today });
  if (date !== null && date < position.entryDate) {
    check.report("date", "ERR_VAL_001", `The date is before the entry on ${position.entryDate}`);
  }
  if (date !== null && position.exitDate !== null && date > position.exitDate) {
    check.report("date", "ERR_VAL_001", `The date is after the exit on ${position.exitDate}`);
  }
  const price = readAmount(check, { field: "price", code: "ERR_VAL_002", what: "price" });
  if (price?.startsWith("-")) check.report("price", "ERR_VAL_002", "The price is below zero");
  const note = readNote(check, "ERR_VAL_003");
  const { problems } = check;
  if (problems.length > 0 || date === null || price === null) return { value: null, problems };
  return { value: { date, price, note }, problems };
}
