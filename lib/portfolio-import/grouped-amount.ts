/**
 * An amount with commas before groups of three digits, as a file may write it and as it is read again, whatever the
 * reader's locale: "1234.50" → "1,234.50". Any other text stays as it is.
 */
export function groupedAmount(text: string): string {
  const [, sign = "", whole, fraction = ""] = /^([-+]?\$?)(\d+)(\.\d*)?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ",")}${fraction}`;
}
