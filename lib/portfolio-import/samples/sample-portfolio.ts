import type { AccountType } from "../portfolio-fields.ts";

/** A portfolio to try the product with: the form's fields, and its positions as a file. */
export interface SamplePortfolio {
  id: string;
  name: string;
  description: string;
  accountName: string;
  accountType: AccountType;
  /** Dollars just before the first session: covers every purchase, so that its cash never turns negative. */
  openingEquity: string;
  csv: string;
}
