/**
 * A text cell that no spreadsheet will run as a formula: an apostrophe goes before a leading = + - @ tab or carriage
 * return (OWASP, CSV injection). A plain number keeps its sign, or a short position would be exported as text.
 */
export function neutralizeFormula(cell: string): string {
  const isNumber = /^[+-]?\d+(?:\.\d+)?$/.test(cell);
  return /^[=+\-@\t\r]/.test(cell) && !isNumber ? `'${cell}` : cell;
}
