import type { SourceResult } from "#lib/analytics/reference-result.ts";

const BEGIN = "<!-- begin: written by npm run verify:numbers -->";
const END = "<!-- end -->";

/** The results as a table in Markdown, with the reasons for what is not held below it. */
export function numberTable(results: readonly SourceResult[]): string {
  const rows = results.map((result) => {
    const { title, source, licence, cases, passed, notHeld } = result;
    const others = notHeld.reduce((sum, group) => sum + group.cases, 0);
    return `| ${title} | ${source} | ${licence} | ${cases} | ${passed} | ${others} |`;
  });
  const total = (figure: "cases" | "passed") => results.reduce((sum, result) => sum + result[figure], 0);
  const reasons = results.flatMap(({ title, notHeld }) =>
    notHeld.map(({ cases, reason }) => `- ${title}, ${cases} cases: ${reason}`),
  );
  return [
    "| verified | source | licence | cases | passed | not held |",
    "|---|---|---|---:|---:|---:|",
    ...rows,
    `| **all** | | | **${total("cases")}** | **${total("passed")}** | **${total("cases") - total("passed")}** |`,
    "",
    ...(reasons.length > 0 ? ["Not held, and why:", "", ...reasons, ""] : []),
  ].join("\n");
}

/** The document with its table replaced. Throws where the markers are missing. */
export function withNumberTable(document: string, table: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n${document.slice(end)}`;
}
