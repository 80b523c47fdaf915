import type { Database } from "#server/db/client.ts";
import type { PriceHistory, PriceRange, PriceTable } from "./price-history.ts";
import { readBarColumn } from "./read-bar-column.ts";
import { readPriceTable } from "./read-price-table.ts";

/** The stored prices of a range, read on first use and again after `forget`; a failed read is not kept. */
export function createPriceHistory(db: Database, range: PriceRange): PriceHistory {
  let reading: Promise<PriceTable> | null = null;
  return {
    table() {
      const current = reading ?? readPriceTable(db, range);
      reading = current;
      current.catch(() => {
        if (reading === current) reading = null;
      });
      return current;
    },
    volumes: (symbols) => readBarColumn(db, { ...range, symbols }, "volume"),
    forget() {
      reading = null;
    },
  };
}
