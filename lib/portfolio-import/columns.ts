/** The twelve columns of the positions file, in the template's order. */
export const COLUMNS = [
  "Symbol",
  "Quantity",
  "Entry Price Per Share",
  "Entry Date",
  "Investment Class",
  "Investment Subtype",
  "Underlying Symbol",
  "Strike Price",
  "Expiration Date",
  "Option Type",
  "Exit Date",
  "Exit Price Per Share",
] as const;

export type PositionColumn = (typeof COLUMNS)[number];

/** The columns that describe an option contract; together they stand in for its symbol. */
export const OPTION_COLUMNS = ["Underlying Symbol", "Strike Price", "Expiration Date", "Option Type"] as const;

const comparable = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const byName: ReadonlyMap<string, PositionColumn> = new Map(COLUMNS.map((column) => [comparable(column), column]));

/** The column a header cell names, whatever its case, spacing or underscores; undefined when it names none. */
export function columnNamed(header: string): PositionColumn | undefined {
  return byName.get(comparable(header));
}

/** The columns a header must still get: Symbol may be absent when all four option columns are there. */
export function missingColumns(present: ReadonlySet<PositionColumn>): PositionColumn[] {
  const required: PositionColumn[] = ["Quantity", "Entry Price Per Share", "Entry Date"];
  if (!OPTION_COLUMNS.every((column) => present.has(column))) required.unshift("Symbol");
  return required.filter((column) => !present.has(column));
}
