const UNITS = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago an instant is, in the largest unit that fits once: "just now", "5 minutes ago", "yesterday". Both in ms. */
export function relativeTime(at: number, now: number): string {
  const passed = now - at;
  for (const [unit, length] of UNITS) {
    if (Math.abs(passed) >= length) return words.format(-Math.trunc(passed / length), unit);
  }
  return "just now";
}
