/** A text as it is stored: control characters cannot be (NUL) or cannot be shown on one line. Absent is empty. */
export function oneLine(text: string | null | undefined): string {
  return (text ?? "")
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/** Counts characters, as the database does. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
