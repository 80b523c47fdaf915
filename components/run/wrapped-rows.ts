/**
 * Rows that a text takes where so many characters of one width fit a row: broken after a space or a hyphen, in the middle
 * of what is longer than a row, and at its own line breaks. An estimate: a browser breaks at some other characters too.
 */
export function wrappedRows(text: string, columns: number): number {
  if (text.length <= columns && !text.includes("\n")) return 1;
  const whole = Math.max(1, columns);
  return text.split("\n").reduce((rows, line) => rows + rowsOfLine(line, whole), 0);
}

function rowsOfLine(line: string, columns: number): number {
  let rows = 1;
  let used = 0;
  for (const [word] of line.matchAll(/[^ -]*-? */g)) {
    // Spaces that end a row hang over its edge.
    const width = word.trimEnd().length;
    if (used > 0 && used + width > columns) {
      rows += 1;
      used = 0;
    }
    const over = Math.max(0, Math.ceil(width / columns) - 1);
    rows += over;
    used = Math.min(columns, used + word.length - over * columns);
  }
  return rows;
}
