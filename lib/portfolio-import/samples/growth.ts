import type { SamplePortfolio } from "./sample-portfolio.ts";

const csv = `\
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

/** Stocks and funds held long, with a second lot of one of them and a split of four for one. */
export const growth: SamplePortfolio = {
  id: "growth",
  name: "Long-only growth",
  description: "Large US companies and four funds, with a cash reserve",
  accountName: "Sample growth",
  accountType: "taxable",
  openingEquity: "700000",
  csv,
};
