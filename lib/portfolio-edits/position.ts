import type { PositionColumn } from "#lib/portfolio-import/columns.ts";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { formatOccSymbol, readOccSymbol } from "#lib/portfolio-import/occ-symbol.ts";
import { readPositionRow } from "#lib/portfolio-import/position-row.ts";
import { type EditReading, type FieldInput, fieldText } from "./edit-check.ts";

/** A position without its place in a file; see `ImportedPosition`. */
export type StatedPosition = Omit<ImportedPosition, "row">;

export type PositionFields = Readonly<Partial<Record<keyof StatedPosition, FieldInput>>>;

const COLUMN_OF = {
  symbol: "Symbol",
  quantity: "Quantity",
  entryPrice: "Entry Price Per Share",
  entryDate: "Entry Date",
  investmentClass: "Investment Class",
  investmentSubtype: "Investment Subtype",
  underlyingSymbol: "Underlying Symbol",
  strikePrice: "Strike Price",
  expirationDate: "Expiration Date",
  optionType: "Option Type",
  exitDate: "Exit Date",
  exitPrice: "Exit Price Per Share",
} as const satisfies Record<keyof StatedPosition, PositionColumn>;

const FIELDS = Object.entries(COLUMN_OF) as [keyof StatedPosition, PositionColumn][];
const TERMS = ["underlyingSymbol", "strikePrice", "expirationDate", "optionType"] as const;

/** Reads a position entered by itself, by the rules for a row of the positions file. */
export function readPosition(fields: PositionFields, today: string): EditReading<StatedPosition> {
  const cells = Object.fromEntries(FIELDS.map(([field, column]) => [column, fieldText(fields[field])]));
  const row = { row: 0, cells: cells as Record<PositionColumn, string> };
  const { position, problems } = readPositionRow(row, today);
  const fieldOf = new Map(FIELDS.map(([field, column]) => [column, field]));
  const found = problems.map(({ column, code, message, value }) => {
    return { field: (column && fieldOf.get(column)) ?? "symbol", ...{ code, message, value } };
  });
  if (position === null) return { value: null, problems: found };
  const { row: _line, ...value } = position;
  return { value, problems: found };
}

/**
 * Reads a position with some of its fields changed. What follows from a changed field is read anew: the symbol of an
 * option from its terms or the other way round, the subtype from the class.
 */
export function readChangedPosition(
  stored: Readonly<Record<keyof StatedPosition, string | null>>,
  edits: PositionFields,
  today: string,
): EditReading<StatedPosition> {
  const isGiven = (field: keyof StatedPosition) => edits[field] !== undefined;
  const isOption = stored.investmentClass === "OPTIONS";
  const hasNewTerms = isOption && TERMS.some(isGiven);
  const forgotten: PositionFields = {
    ...(isGiven("symbol") || isGiven("investmentClass") ? Object.fromEntries(TERMS.map((term) => [term, null])) : {}),
    ...(hasNewTerms ? { symbol: null } : {}),
    ...(isGiven("investmentClass") || (isOption && (isGiven("symbol") || hasNewTerms))
      ? { investmentSubtype: null }
      : {}),
  };
  const reading = readPosition({ ...stored, ...forgotten, ...definedOf(edits) }, today);
  if (reading.value === null || !hasNewTerms || isGiven("symbol")) return reading;
  return { ...reading, value: withRootOf(stored, reading.value) };
}

/** Contracts may trade under another root than their underlying's, as SPXW for SPX: then other terms of them do too. */
function withRootOf(
  stored: Readonly<Record<"symbol" | "underlyingSymbol", string | null>>,
  position: StatedPosition,
): StatedPosition {
  const [before, now] = [readOccSymbol(stored.symbol ?? ""), readOccSymbol(position.symbol)];
  if (!before || !now || stored.underlyingSymbol !== position.underlyingSymbol) return position;
  return { ...position, symbol: formatOccSymbol({ ...now, root: before.root }) };
}

function definedOf(edits: PositionFields): PositionFields {
  return Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined));
}
