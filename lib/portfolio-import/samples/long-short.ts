import type { SamplePortfolio } from "./sample-portfolio.ts";

const csv = `\
Symbol,Quantity,Entry Price Per Share,Entry Date,Investment Class,Investment Subtype,Underlying Symbol,Strike Price,Expiration Date,Option Type,Exit Date,Exit Price Per Share
MSFT,600,410.75,2025-06-30,PUBLIC,STOCK,,,,,,
JPM,900,201.15,2025-06-30,PUBLIC,STOCK,,,,,,
XOM,1500,112.45,2025-06-30,PUBLIC,STOCK,,,,,,
NVDA,1800,121.10,2025-06-30,PUBLIC,STOCK,,,,,,
LLY,150,779.53,2025-06-30,PUBLIC,STOCK,,,,,,
COST,120,845.20,2025-06-30,PUBLIC,STOCK,,,,,,
CAT,280,411.90,2025-07-14,PUBLIC,STOCK,,,,,,
BA,500,209.53,2025-06-30,PUBLIC,STOCK,,,,,2025-10-15,264.99
NFLX,-150,620.00,2025-06-30,PUBLIC,STOCK,,,,,,
PTON,-9000,6.40,2025-06-30,PUBLIC,STOCK,,,,,,
INTC,-4000,22.40,2025-06-30,PUBLIC,STOCK,,,,,,
IWM,-500,201.30,2025-06-30,PUBLIC,ETF,,,,,,
TGT,-600,98.65,2025-06-30,PUBLIC,STOCK,,,,,2025-09-16,115.07
SPY270115C00600000,15,42.06,2025-06-30,OPTIONS,CALL,SPY,600,2027-01-15,CALL,,
QQQ261218P00450000,10,22.74,2025-06-30,OPTIONS,PUT,QQQ,450,2026-12-18,PUT,,
XOM250919C00110000,12,8.54,2025-06-30,OPTIONS,CALL,XOM,110,2025-09-19,CALL,,
MSFT260116C00450000,-6,25.64,2025-06-30,OPTIONS,CALL,MSFT,450,2026-01-16,CALL,,
AAPL261218P00180000,-8,16.96,2025-06-30,OPTIONS,PUT,AAPL,180,2026-12-18,PUT,,
IWM251121P00190000,20,2.35,2025-07-14,OPTIONS,PUT,IWM,190,2025-11-21,PUT,2025-10-15,0.31
`;

/** Longs and shorts, some of which split either way, bought and written options of which some expire, and exits of each side. */
export const longShort: SamplePortfolio = {
  id: "long-short",
  name: "Long/short with options",
  description: "Shares held long and sold short, through splits and exits, with calls and puts bought and written",
  accountName: "Sample long/short",
  accountType: "taxable",
  openingEquity: "1500000",
  csv,
};
