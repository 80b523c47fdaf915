import type { SamplePortfolio } from "./sample-portfolio.ts";

const csv = `\
Symbol,Quantity,Entry Price Per Share,Entry Date,Investment Class,Investment Subtype,Underlying Symbol,Strike Price,Expiration Date,Option Type,Exit Date,Exit Price Per Share
HZNP,400,113.50,2025-06-30,PUBLIC,STOCK,,,,,,
FB,100,505.00,2025-06-30,PUBLIC,STOCK,,,,,,
FIG,350,87.73,2025-08-04,PUBLIC,STOCK,,,,,,
QHBC,900,38.75,2025-06-30,PUBLIC,STOCK,,,,,,
AAPL,200,185.20,2025-06-30,PUBLIC,STOCK,,,,,,
KO,300,70.75,2025-06-30,PUBLIC,STOCK,,,,,,
SPY,60,548.30,2025-06-30,PUBLIC,ETF,,,,,,
HOME_EQUITY,1,350000.00,2025-06-30,PRIVATE,REAL_ESTATE,,,,,,
BUYOUT_FUND_IV,1,125000.00,2025-06-30,PRIVATE,PRIVATE_EQUITY,,,,,,
SEED_ROUND,1,40000.00,2025-06-30,PRIVATE,VENTURE_CAPITAL,,,,,,
BITCOIN,0.75,107000.00,2025-06-30,PRIVATE,CRYPTO,,,,,,
GOLD_BARS,20,3300.00,2025-06-30,PRIVATE,COMMODITY,,,,,,
PAINTING,1,18000.00,2025-06-30,PRIVATE,ART,,,,,,
SPAXX,10000,1.00,2025-06-30,PUBLIC,CASH,,,,,,
`;

/** Every way a holding can lack a price: delisted, renamed, listed late, rarely traded, private. */
export const problems: SamplePortfolio = {
  id: "problems",
  name: "Full of problems",
  description: "A delisted, a renamed, a newly listed and a rarely traded share among private holdings",
  accountName: "Sample problems",
  accountType: "trust",
  openingEquity: "960000",
  csv,
};
