/** Whose prices they are: quotes of options may do anything, and currencies know no splits. */
export type PricedKind = "share" | "rate" | "option";

/**
 * How a bar stands before it is judged: `trusted` closes are those of dates that nobody was asked for now, and decide
 * what is usual; `released` ones were doubted and somebody let them go. Neither is doubted. `stored` ones were believed
 * before and are said again; `new` ones are said for the first time.
 */
export type Standing = "trusted" | "released" | "stored" | "new";

/** Whether a bar may be doubted. */
export const isOpen = ({ standing }: Pick<JudgedBar, "standing">): boolean =>
  standing === "stored" || standing === "new";

/** One session's prices as published, > 0, with what is known of them. */
export interface JudgedBar {
  readonly date: string;
  readonly open: number | null;
  readonly high: number | null;
  readonly low: number | null;
  readonly close: number;
  readonly volume: number | null;
  readonly standing: Standing;
}

/** Everything that one symbol's prices are judged by. */
export interface PriceEvidence {
  readonly kind: PricedKind;
  /** Ascending, at most one a date. */
  readonly bars: readonly JudgedBar[];
  /** New shares per old, by ex-date; empty where closes contain them. */
  readonly splits: ReadonlyMap<string, number>;
  /** Cash per share as traded, by ex-date. */
  readonly dividends: ReadonlyMap<string, number>;
  /** The sessions from the first bar to the last, ascending. */
  readonly sessions: readonly string[];
}

/** Why a close is doubted. */
export type DoubtRule = "scale" | "unadjusted-split" | "gap" | "stale";

/** A bar that is not believed, in words with the prices it was compared with. */
export interface Doubt {
  readonly date: string;
  readonly rule: DoubtRule;
  readonly reason: string;
}
