/** A number that is known, or the reason why there is none. Never 0 and never NaN for "cannot be computed". */
export type Outcome<T> = Known<T> | Unknown;

export interface Known<T> {
  readonly value: T;
  readonly reason: null;
}

export interface Unknown {
  readonly value: null;
  /** Plain words for the reader of the page, e.g. "21 of 30 observations". */
  readonly reason: string;
}

export function known<T>(value: T): Known<T> {
  return { value, reason: null };
}

export function unknown(reason: string): Unknown {
  return { value: null, reason };
}
