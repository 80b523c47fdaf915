import type { Format } from "#lib/format.ts";
import type { EditedPosition } from "./edit-target.ts";

/** What an option is besides its underlying: "Put 450 · Dec 18, 2026". */
export function optionTerms(
  { optionType, strikePrice, expirationDate }: Pick<EditedPosition, "optionType" | "strikePrice" | "expirationDate">,
  format: Format,
): string {
  const strike = strikePrice === null ? "" : ` ${format.quantity(strikePrice)}`;
  const kind = `${optionType === "CALL" ? "Call" : "Put"}${strike}`;
  return expirationDate === null ? kind : `${kind} · ${format.day(expirationDate)}`;
}

/** A position as the holdings name it: by its symbol, an option by its underlying and terms. */
export function positionName(position: EditedPosition, format: Format): string {
  const { symbol, underlyingSymbol, optionType } = position;
  return optionType === null ? symbol : `${underlyingSymbol ?? symbol} ${optionTerms(position, format)}`;
}
