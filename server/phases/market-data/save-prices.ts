import { and, eq } from "drizzle-orm";
import { anyOf } from "#server/db/any-of.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import { bars, corporateActions, priceCoverage, symbolListings } from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { type DateRange, joinedRanges } from "#server/market/coverage.ts";
import { type ChangedPrices, setRecompute } from "../recompute.ts";
import { releaseClaims } from "../symbol-claim.ts";
import { deleteFigures } from "./delete-figures.ts";
import type { FetchedSymbol } from "./fetch-prices.ts";
import { withFollowing } from "./following-changes.ts";
import { saveFailures } from "./save-failures.ts";
import { type JudgedSymbol, saveQuarantine } from "./save-quarantine.ts";
import { type RestatedSeries, saveRestatements } from "./save-restatements.ts";

export interface PricesToSave {
  readonly source: string;
  readonly runId: string;
  readonly fetched: readonly FetchedSymbol[];
  /** All ranges now covered, by symbol; what a symbol had before is replaced. */
  readonly covered: ReadonlyMap<string, readonly DateRange[]>;
  readonly restated: readonly RestatedSeries[];
  readonly judged: readonly JudgedSymbol[];
  readonly changed: readonly ChangedPrices[];
  /** Symbols of which nothing stays that was stored before. */
  readonly replaced: readonly string[];
  /** Symbols whose claims end with this unit. */
  readonly claimed: readonly string[];
  readonly at: Date;
}

/** One unit: what is not believed, bars, actions, listings, what is covered now, failures, what was restated, and the claims given back. */
export async function savePrices(tx: Transaction, prices: PricesToSave): Promise<void> {
  const { source, runId, fetched, covered, at } = prices;
  const barRows = fetched.flatMap(({ symbol, bars: own }) => own.map((bar) => ({ source, symbol, ...bar })));
  const actionRows = fetched.flatMap(({ symbol, actions }) =>
    actions.map(({ date, kind, value }) => ({ source, symbol, exDate: date, kind, value })),
  );
  const listings = fetched.flatMap(({ symbol, listing }) =>
    listing ? [{ source, symbol, ...listing, updatedAt: at }] : [],
  );
  await deleteReplaced(tx, source, prices.replaced);
  await saveQuarantine(tx, { source, runId, at }, prices.judged);
  await bulkUpsert(tx, bars, barRows, { onConflict: "replace" });
  await bulkUpsert(tx, corporateActions, actionRows, { onConflict: "replace" });
  await bulkUpsert(tx, symbolListings, listings, { onConflict: "replace" });
  await saveCoverage(tx, source, covered);
  await saveFailures(tx, { source, fetched, at });
  await saveRestatements(tx, { source, runId, at }, prices.restated);
  const changed = await withFollowing(tx, source, prices.changed);
  await deleteFigures(tx, source, changed);
  await setRecompute(tx, { source, runId }, changed);
  await releaseClaims(tx, { source, runId }, prices.claimed);
}

async function deleteReplaced(tx: Transaction, source: string, symbols: readonly string[]): Promise<void> {
  if (symbols.length === 0) return;
  for (const table of [quarantinedBars, bars, corporateActions]) {
    await tx.delete(table).where(and(eq(table.source, source), anyOf(table.symbol, symbols)));
  }
}

async function saveCoverage(tx: Transaction, source: string, covered: PricesToSave["covered"]): Promise<void> {
  if (covered.size === 0) return;
  const isReplaced = and(eq(priceCoverage.source, source), anyOf(priceCoverage.symbol, [...covered.keys()]));
  await tx.delete(priceCoverage).where(isReplaced);
  const rows = [...covered].flatMap(([symbol, ranges]) =>
    joinedRanges(ranges).map(({ from, to }) => ({ source, symbol, fromDate: from, toDate: to })),
  );
  await bulkUpsert(tx, priceCoverage, rows, { onConflict: "replace" });
}
