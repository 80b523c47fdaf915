import type { SamplePortfolio } from "./sample-portfolio.ts";

const csv = `\
Symbol,Quantity,Entry Price Per Share,Entry Date,Investment Class,Investment Subtype,Underlying Symbol,Strike Price,Expiration Date,Option Type,Exit Date,Exit Price Per Share
VTI,300,270.10,2025-06-30,PUBLIC,ETF,,,,,,
SCHD,2500,26.50,2025-06-30,PUBLIC,ETF,,,,,,
VXUS,900,69.10,2025-06-30,PUBLIC,ETF,,,,,,
VNQ,300,89.20,2025-06-30,PUBLIC,ETF,,,,,,
JNJ,200,152.75,2025-06-30,PUBLIC,STOCK,,,,,,
PG,150,159.32,2025-06-30,PUBLIC,STOCK,,,,,,
KO,400,70.75,2025-06-30,PUBLIC,STOCK,,,,,,
O,500,57.61,2025-06-30,PUBLIC,STOCK,,,,,,
DUK,150,118.00,2025-06-30,PUBLIC,STOCK,,,,,,
VWINX,3000,26.20,2025-06-30,PUBLIC,MUTUAL_FUND,,,,,,
FXNAX,4000,10.30,2025-06-30,PUBLIC,MUTUAL_FUND,,,,,,
VBTLX,3000,9.60,2025-06-30,PUBLIC,MUTUAL_FUND,,,,,,
VTSAX,400,146.20,2025-06-30,PUBLIC,MUTUAL_FUND,,,,,2025-10-01,159.88
BND,1400,72.20,2025-06-30,PUBLIC,BOND,,,,,,
IEF,600,94.20,2025-06-30,PUBLIC,BOND,,,,,,
VTIP,800,50.10,2025-06-30,PUBLIC,BOND,,,,,,
LQD,300,108.60,2025-06-30,PUBLIC,BOND,,,,,,
BND,850,71.27,2025-10-02,PUBLIC,BOND,,,,,,
SPAXX,60000,1.00,2025-06-30,PUBLIC,CASH,,,,,,
VMFXX,35000,1.00,2025-06-30,PUBLIC,CASH,,,,,,
BANK_MONEY_MARKET,25000,1.00,2025-06-30,PRIVATE,MONEY_MARKET,,,,,,
`;

/** What pays: dividend shares, bond and mutual funds, and cash of three kinds, rebalanced once. */
export const retiree: SamplePortfolio = {
  id: "retiree",
  name: "Retiree",
  description: "Dividend shares, mutual funds, bonds and cash, paying out every month",
  accountName: "Sample retirement",
  accountType: "ira",
  openingEquity: "950000",
  csv,
};
