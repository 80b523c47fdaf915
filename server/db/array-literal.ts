const PLAIN = /^[\w.:+-]+$/;
const NULL_WORD = /^null$/i;

function quoted(text: string): string {
  if (PLAIN.test(text) && !NULL_WORD.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return quoted(value);
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  const shown = typeof value === "number" ? String(value) : `a value of type ${typeof value}`;
  throw new TypeError(`${shown} cannot be stored`);
}

/**
 * The text of a Postgres array of any element type (PostgreSQL manual, "Array Input and Output Syntax"): null and
 * undefined become NULL. The drivers' own encoding of arrays differs by type once drizzle has changed its client.
 *
 * @throws TypeError for NaN, infinities and what is no scalar: none of them is a value of ours.
 */
export function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(element).join(",")}}`;
}
