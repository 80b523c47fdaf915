/**
 * Text that an address holds under a name, without blanks around it, the first where it is given twice. Empty where
 * there is none, and for text with a NUL: Postgres fails on that, also where it would only look for it.
 */
export function addressText(value: string | readonly string[] | undefined, longest = 200): string {
  const text = [value].flat()[0]?.trim().slice(0, longest) ?? "";
  return text.includes("\0") ? "" : text;
}
