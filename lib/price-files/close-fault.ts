/** What keeps the close of a date from being a price of a session. */
export interface CloseFault {
  readonly rule: "not-a-number" | "zero" | "negative" | "duplicate" | "out-of-session";
  /** As the source has it, the first of several; null where it is no number. */
  readonly close: number | null;
}

/** The fault of a close that is no price; of text, the number it has been read as. */
export function closeFault(value: number): CloseFault {
  if (!Number.isFinite(value)) return { rule: "not-a-number", close: null };
  return { rule: value === 0 ? "zero" : "negative", close: value };
}
