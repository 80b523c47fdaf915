import type { AccountType } from "./portfolio-fields.ts";

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

const growth = `\
Symbol,Quantity,Entry Price Per Share,Entry Date,Investment Class,Investment Subtype,Underlying Symbol,Strike Price,Expiration Date,Option Type,Exit Date,Exit Price Per Share
AAPL,300,185.20,2025-06-30,PUBLIC,STOCK,,,,,,
MSFT,180,410.75,2025-06-30,PUBLIC,STOCK,,,,,,
NVDA,400,121.10,2025-06-30,PUBLIC,STOCK,,,,,,
GOOGL,220,168.40,2025-06-30,PUBLIC,STOCK,,,,,,
AMZN,210,184.90,2025-06-30,PUBLIC,STOCK,,,,,,
META,70,505.00,2025-06-30,PUBLIC,STOCK,,,,,,
BRK.B,110,412.30,2025-06-30,PUBLIC,STOCK,,,,,,
JPM,160,201.15,2025-06-30,PUBLIC,STOCK,,,,,,
UNH,60,488.00,2025-06-30,PUBLIC,STOCK,,,,,,
XOM,250,112.45,2025-06-30,PUBLIC,STOCK,,,,,,
COST,45,845.20,2025-06-30,PUBLIC,STOCK,,,,,,
QQQ,90,480.10,2025-06-30,PUBLIC,ETF,,,,,,
SPY,120,548.30,2025-06-30,PUBLIC,ETF,,,,,,
EQIX,20,790.00,2025-06-30,PUBLIC,STOCK,,,,,,
TLT,300,91.80,2025-06-30,PUBLIC,ETF,,,,,,
SPAXX,52000,1.00,2025-06-30,PUBLIC,CASH,,,,,,
AAPL,100,210.00,2025-09-02,PUBLIC,STOCK,,,,,,
`;

/** The portfolios offered beside an upload. */
export const SAMPLE_PORTFOLIOS: readonly SamplePortfolio[] = [
  {
    id: "growth",
    name: "Long-only growth",
    description: "Large US companies and four funds, with a cash reserve",
    accountName: "Sample growth",
    accountType: "taxable",
    openingEquity: "700000",
    csv: growth,
  },
];

/** The sample portfolio of this id; undefined when there is none. */
export function findSamplePortfolio(id: string): SamplePortfolio | undefined {
  return SAMPLE_PORTFOLIOS.find((sample) => sample.id === id);
}
