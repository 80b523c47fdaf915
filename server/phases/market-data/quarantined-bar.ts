import type { FetchedBar } from "./fetch-prices.ts";

/** A price that is not believed, as its source has it, and why. */
export interface QuarantinedBar extends Omit<FetchedBar, "close"> {
  readonly close: number | null;
  readonly rule: string;
  readonly reason: string;
}
