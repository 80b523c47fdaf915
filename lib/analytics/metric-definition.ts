/** What a number is: shown beside it on the page and in the API. */
export interface MetricDefinition {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  readonly window: string;
  readonly priceBasis: string;
  /** Sample (n − 1) or population (n) statistics; "none" where no dispersion is estimated. */
  readonly kind: "sample" | "population" | "none";
  readonly source: string;
}

/** Cited where a definition is the book's. */
export const BACON = "Bacon 2008, Practical Portfolio Performance Measurement and Attribution";

/** How `kind` is told; null where there is nothing to tell. */
export const STATISTIC_NAMES = { sample: "Sample (n − 1)", population: "Population (n)", none: null } as const;
