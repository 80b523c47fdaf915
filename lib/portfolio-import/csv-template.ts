import { COLUMNS } from "./columns.ts";

const EXAMPLES = [
  "AAPL,100,185.20,2025-06-30,PUBLIC,STOCK,,,,,,",
  "SPY,50,548.30,2025-06-30,PUBLIC,ETF,,,,,2025-10-01,668.45",
  ",5,18.50,2025-06-30,OPTIONS,CALL,SPY,700,2027-01-15,CALL,,",
];

/** The positions file to start from: the twelve columns and three example rows that import as they stand. */
export function csvTemplate(): string {
  return `${[COLUMNS.join(","), ...EXAMPLES].join("\n")}\n`;
}
