import type { Problem } from "#lib/portfolio-import/problem.ts";

/** Problems of one kind in one column, or one problem alone. */
export interface ProblemGroup {
  readonly first: Problem;
  /** The lines that have it, in the order of the file; empty for a problem of the file as a whole. */
  readonly rows: readonly number[];
}

/** Every problem once: those that say the same of one column stand together at the place of the first. */
export function problemGroups(problems: readonly Problem[]): ProblemGroup[] {
  const kinds = Map.groupBy(problems, ({ code, column, message, row }) =>
    row === null ? null : `${code} ${column} ${message}`,
  );
  const groups: ProblemGroup[] = [];
  const told = new Set<readonly Problem[]>();
  for (const problem of problems) {
    const { row, code, column, message } = problem;
    const kind = row === null ? [] : (kinds.get(`${code} ${column} ${message}`) ?? []);
    if (kind.length <= 1) groups.push({ first: problem, rows: row === null ? [] : [row] });
    else if (!told.has(kind)) {
      told.add(kind);
      groups.push({ first: problem, rows: kind.flatMap((each) => each.row ?? []) });
    }
  }
  return groups;
}
