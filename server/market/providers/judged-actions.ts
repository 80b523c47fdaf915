import { z } from "zod";
import type { Bar, CorporateAction, RejectedCell } from "../price-source.ts";
import { dayActions } from "./day-actions.ts";

/** Splits and dividends of one symbol, and the rows of them that cannot be used. */
export interface JudgedActions {
  readonly actions: readonly CorporateAction[];
  /** Of a row that does not say its day the date is empty. */
  readonly rejected: readonly RejectedCell[];
}

/** What a row of a provider's splits or dividends comes to. */
export type ActionVerdict = CorporateAction | RejectedCell;

const LONGEST_CELL = 50;
const fieldOf = (row: unknown, field: PropertyKey | undefined): unknown =>
  typeof row === "object" && row !== null && field !== undefined ? Reflect.get(row, field) : undefined;

/** Judges one row by itself: what does not fit `schema` is named, and nothing of the others. */
export function judgedRow<Schema extends z.ZodType>(
  kind: CorporateAction["kind"],
  row: unknown,
  dayField: string,
  schema: Schema,
  verdict: (read: z.output<Schema>) => ActionVerdict,
): ActionVerdict {
  const result = schema.safeParse(row);
  if (result.success) return verdict(result.data);
  const [issue] = result.error.issues;
  const field = issue?.path[0];
  const words = `${String(field)}: ${issue?.message.replace(/^Invalid input: /, "")}`;
  return {
    date: z.iso.date().safeParse(fieldOf(row, dayField)).data ?? "",
    value: (JSON.stringify(fieldOf(row, field)) ?? "").slice(0, LONGEST_CELL),
    place: kind,
    reason: kind === "split" ? `${words}; closes before it are not used` : words,
  };
}

/** The verdicts on one symbol's rows, at most one split and one dividend a day. */
export function judgedActions(verdicts: readonly ActionVerdict[]): JudgedActions {
  return {
    actions: dayActions(verdicts.filter((verdict) => "kind" in verdict)),
    rejected: verdicts.filter((verdict) => "place" in verdict),
  };
}

/** Those of a range, inclusive; a row without its day may be of any. */
export function actionsWithin({ actions, rejected }: JudgedActions, from: string, to: string): JudgedActions {
  const within = ({ date }: { readonly date: string }) => date >= from && date <= to;
  return { actions: actions.filter(within), rejected: rejected.filter((cell) => cell.date === "" || within(cell)) };
}

/** The bars since the last split whose ratio is unknown: those before it are in other shares than those after it. */
export function barsSinceUnknownSplit(bars: readonly Bar[], { rejected }: JudgedActions): Bar[] {
  const days = rejected.filter(({ place }) => place === "split").map(({ date }) => date);
  return days.includes("") ? [] : bars.filter(({ date }) => days.every((day) => date >= day));
}
