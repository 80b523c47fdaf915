import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { indexSectorWeights } from "#server/db/schema/market.ts";

interface Record {
  sector: string;
  weight_pct: string;
  as_of: string;
  source: string;
}

/** Published S&P 500 sector weights that the product carries for want of newer ones, with their date and origin. */
export function referenceSectorWeights(): (typeof indexSectorWeights.$inferInsert)[] {
  const text = readFileSync(new URL("./sp500-sectors.csv", import.meta.url));
  const records: Record[] = parse(text, { columns: true });
  return records.map((record) => ({
    asOf: record.as_of,
    sector: record.sector,
    weight: Number(record.weight_pct) / 100,
    origin: record.source,
  }));
}
