import type { Problem } from "#lib/portfolio-import/problem.ts";

const CODES: ReadonlySet<string> = new Set(["ERR_CSV_004", "ERR_CSV_005", "ERR_CSV_008", "ERR_CSV_009"]);

/** Whether a problem is one of which column is which, and not one of a line. */
export function isOfColumns({ code }: Pick<Problem, "code">): boolean {
  return CODES.has(code);
}
