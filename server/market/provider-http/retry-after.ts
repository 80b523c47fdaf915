/**
 * Milliseconds that a Retry-After demands: a number of seconds, or a date, which is compared with the Date of the same
 * answer, so that the two clocks need not agree. Null where there is none that can be read.
 */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const demanded = headers.get("retry-after")?.trim();
  if (!demanded) return null;
  if (/^\d+(\.\d+)?$/.test(demanded)) return Math.ceil(Number(demanded) * 1000);
  const until = Date.parse(demanded);
  if (Number.isNaN(until)) return null;
  const answered = Date.parse(headers.get("date") ?? "");
  return Math.max(0, until - (Number.isNaN(answered) ? now.getTime() : answered));
}
