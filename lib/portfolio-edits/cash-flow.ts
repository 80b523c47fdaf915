import { checkEdit, type EditReading, type FieldInput, readAmount, readNote, readPastDate } from "./edit-check.ts";

/** Money put into the account (positive) or taken out (negative), in dollars as an exact decimal. */
export interface CashFlow {
  readonly date: string;
  readonly amount: string;
  readonly note: string | null;
}

export type CashFlowFields = Readonly<Partial<Record<keyof CashFlow, FieldInput>>>;

/** Reads a cash flow as it was entered. That it is not before the account's first session only the server can say. */
export function readCashFlow(fields: CashFlowFields, today: string): EditReading<CashFlow> {
  const check = checkEdit(fields);
  const date = readPastDate(check, { code: "ERR_FLOW_001", today });
  const amount = readAmount(check, { field: "amount", code: "ERR_FLOW_002", what: "amount" });
  if (amount === "0") check.report("amount", "ERR_FLOW_002", "The amount is zero");
  const note = readNote(check, "ERR_FLOW_003");
  const { problems } = check;
  if (problems.length > 0 || date === null || amount === null) return { value: null, problems };
  return { value: { date, amount, note }, problems };
}
