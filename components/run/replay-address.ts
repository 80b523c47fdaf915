const MEMBER = "at";

/** The event that an address leads to; null when it leads to the present. */
export function readReplayPoint(search: string): number | null {
  const text = new URLSearchParams(search).get(MEMBER) ?? "";
  const seq = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(seq) ? null : seq;
}

/** The query of an address that leads to an event, or to the present; what else it holds is kept. */
export function withReplayPoint(search: string, seq: number | null): string {
  const query = new URLSearchParams(search);
  if (seq === null) query.delete(MEMBER);
  else query.set(MEMBER, String(seq));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
