import type { FactorId } from "#lib/analytics/factor-catalogue.ts";

export type JobId =
  | "market-beta"
  | "provider-beta"
  | "rate-beta"
  | "spread"
  | "ridge"
  | "sectors"
  | "volatility"
  | "correlation"
  | "stress";

export interface FactorJob {
  readonly id: JobId;
  readonly name: string;
  readonly factors: readonly FactorId[];
}

/** The analytics of every date that make the thirteen factors. */
export const FACTOR_JOBS: readonly FactorJob[] = [
  { id: "market-beta", name: "Market beta", factors: ["market-beta"] },
  { id: "provider-beta", name: "Provider beta", factors: ["provider-beta"] },
  { id: "rate-beta", name: "IR beta", factors: ["rate-beta"] },
  {
    id: "spread",
    name: "Spread factors",
    factors: ["growth-value-spread", "momentum-spread", "size-spread", "quality-spread"],
  },
  {
    id: "ridge",
    name: "Style factors",
    factors: ["momentum", "value", "growth", "size", "quality", "low-volatility"],
  },
];

/** All analytics of a date, in order, with the names warnings use. */
export const JOBS: readonly { readonly id: JobId; readonly name: string }[] = [
  ...FACTOR_JOBS,
  { id: "sectors", name: "Sectors and concentration" },
  { id: "volatility", name: "Volatility" },
  { id: "correlation", name: "Correlation" },
  { id: "stress", name: "Stress and tail risk" },
];

/** An analytic that had no result on a date though something was held that it is about. */
export interface JobFailure {
  readonly job: JobId;
  readonly reasons: readonly string[];
}
