/** Where a portfolio's prices come from, and where its owner could have them from instead. */
export interface PriceChoice {
  readonly portfolioId: string;
  /** As the form offers it. */
  readonly present: string;
  readonly label: string;
  /** Whose the data is, in the words they ask for; null where nobody asks. */
  readonly attribution: string | null;
  /** Price files were uploaded with the portfolio, so it can go back to them. */
  readonly hasFiles: boolean;
  readonly offered: readonly { readonly name: string; readonly label: string; readonly simulated: boolean }[];
}

/** What follows a change: the run that failed is retried, or a new one starts. */
export type AfterChange = { readonly retry: string } | "run";
