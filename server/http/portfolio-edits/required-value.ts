import type { EditReading } from "#lib/portfolio-edits/edit-check.ts";
import { HttpProblem } from "../problem.ts";

/** What was read of an edit. @throws HttpProblem of the first problem, with all of them. */
export function requiredValue<Value>({ value, problems }: EditReading<Value>): Value {
  const [first] = problems;
  if (first) throw new HttpProblem(first.code, { errors: problems });
  if (value === null) throw new HttpProblem("ERR_REQ_001");
  return value;
}
