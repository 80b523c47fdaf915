import { and, between, eq, gt, inArray, isNotNull, isNull, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { bars } from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import { lockSource } from "#server/market/lock-source.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { setRecompute } from "../recompute.ts";
import { deleteFigures } from "./delete-figures.ts";
import { withFollowing } from "./following-changes.ts";

/** Prices of one symbol between two dates, inclusive. */
export interface PricesOfSymbol {
  readonly source: string;
  readonly symbol: string;
  readonly from: string;
  readonly to: string;
}

/** Who decided it, and what they say of it. */
export interface Decision {
  readonly by: string;
  readonly note: string | null;
}

const { releasedAt, releasedBy, releaseNote } = quarantinedBars;

const REGRESSORS: ReadonlySet<string> = new Set(REQUIRED_REGRESSORS);

/**
 * Takes prices out of quarantine: from now on they are believed for as long as their source says them, and what follows
 * from them is computed by the next runs. What is no price of a session cannot be one by decision. Answers with how many
 * prices were released.
 */
export function releaseQuarantined(db: Database, wanted: PricesOfSymbol, { by, note }: Decision): Promise<number> {
  return db.transaction(async (tx) => {
    await lockSource(tx, wanted.source);
    const released = await tx
      .update(quarantinedBars)
      .set({
        releasedAt: sql`now()`,
        releasedBy: by,
        releaseNote: sql`nullif(concat_ws('; ', ${note}::text, ${releaseNote}), '')`,
      })
      .where(
        and(
          isOf(wanted),
          isNull(quarantinedBars.releasedAt),
          gt(quarantinedBars.close, 0),
          ne(quarantinedBars.rule, "out-of-session"),
        ),
      )
      .returning();
    const { source, symbol } = wanted;
    const rows = released.map(({ date, open, high, low, close, volume, provider }) => {
      return { source, symbol, date, open, high, low, close: required(close, "close"), volume, provider };
    });
    await bulkUpsert(tx, bars, rows, { onConflict: "replace" });
    return computeAgain(tx, wanted, released);
  });
}

/**
 * Puts released prices back into quarantine: nothing is computed from them any more. Answers with how many were. A later
 * answer that no rule doubts takes their place. The note goes on with who had released them, when and why.
 */
export function quarantineAgain(db: Database, wanted: PricesOfSymbol, { by, note }: Decision): Promise<number> {
  return db.transaction(async (tx) => {
    await lockSource(tx, wanted.source);
    const doubted = await tx
      .update(quarantinedBars)
      .set({ releasedAt: null, releasedBy: null, releaseNote: decidedBefore({ by, note }) })
      .where(and(isOf(wanted), isNotNull(quarantinedBars.releasedAt)))
      .returning();
    const { source, symbol } = wanted;
    const dates = doubted.map(({ date }) => date);
    const isDoubted = and(eq(bars.source, source), eq(bars.symbol, symbol), inArray(bars.date, dates));
    if (dates.length > 0) await tx.delete(bars).where(isDoubted);
    return computeAgain(tx, wanted, doubted);
  });
}

/** What a note begins with where nobody said anything at the newest decision. */
const EARLIER = "put back";

/** "put back 2025-03-14 by Ada: no, it did not; released 2025-03-12 by Ada: so it traded", dates of New York. */
function decidedBefore({ by, note }: Decision): SQL {
  const decided = (verb: string, at: SQLWrapper, who: SQLWrapper, why: SQLWrapper) =>
    sql`concat_ws(case when ${why} like ${`${EARLIER} %`} then '; ' else ': ' end, ${verb}::text || to_char(${at} at time zone 'America/New_York', ' YYYY-MM-DD')
      || coalesce(' by ' || (select ${user.name} from ${user} where ${user.id} = ${who}), ''), ${why})`;
  const putBack = decided(EARLIER, sql`now()`, sql`${by}`, sql`${note}::text`);
  return sql`concat_ws('; ', ${putBack}, ${decided("released", releasedAt, releasedBy, releaseNote)})`;
}

const isOf = ({ source, symbol, from, to }: PricesOfSymbol) =>
  and(eq(quarantinedBars.source, source), eq(quarantinedBars.symbol, symbol), between(quarantinedBars.date, from, to));

/** Has what followed from the prices of those dates, or from their absence, fitted and computed again. */
async function computeAgain(
  tx: Transaction,
  { source, symbol }: PricesOfSymbol,
  changed: readonly { readonly date: string }[],
): Promise<number> {
  const [from] = changed.map(({ date }) => date).toSorted();
  if (from === undefined) return 0;
  const all = await withFollowing(tx, source, [{ symbol, from, to: null, isRegressor: REGRESSORS.has(symbol) }]);
  await deleteFigures(tx, source, all);
  await setRecompute(tx, { source, runId: null }, all);
  return changed.length;
}
