import { and, between, eq, getTableColumns, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import { type BulkRow, bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import { positionValues } from "#server/db/schema/analytics.ts";
import { positions } from "#server/db/schema/portfolio.ts";
import { heldPositions } from "../held-positions.ts";
import type { LiveRow } from "./compute.ts";

/** Replaces the values of consecutive sessions, so that none is left of a position no longer held then. */
export async function saveValues(
  tx: Transaction,
  portfolioId: string,
  dates: readonly string[],
  rows: readonly BulkRow<typeof positionValues>[],
): Promise<void> {
  const [from, to] = [required(dates[0], "date"), required(dates.at(-1), "date")];
  await tx
    .delete(positionValues)
    .where(and(eq(positionValues.portfolioId, portfolioId), between(positionValues.date, from, to)));
  const held = await heldPositions(tx, portfolioId);
  const ofHeld = rows.filter(({ positionId }) => held.has(positionId));
  await bulkUpsert(tx, positionValues, ofHeld, { onConflict: "replace" });
}

const LIVE = ["price", "priceDate", "marketValue", "unrealizedPnl", "realizedPnl"] as const;
const { livePrice, livePriceDate, liveMarketValue, liveUnrealizedPnl, liveRealizedPnl } = getTableColumns(positions);
const LIVE_COLUMNS = {
  price: livePrice,
  priceDate: livePriceDate,
  marketValue: liveMarketValue,
  unrealizedPnl: liveUnrealizedPnl,
  realizedPnl: liveRealizedPnl,
};

/** Writes the live columns of the positions, as of `date`. */
export async function saveLive(tx: Transaction, date: string, rows: readonly LiveRow[]): Promise<void> {
  const arrays = LIVE.map((key) => {
    const values = arrayLiteral(rows.map((row) => row[key]));
    return sql`${values}::${sql.raw(LIVE_COLUMNS[key].getSQLType())}[]`;
  });
  const sets = LIVE.map((key) => sql`${sql.identifier(LIVE_COLUMNS[key].name)} = live.${sql.identifier(key)}`);
  await tx.execute(sql`
    update ${positions} set live_date = ${date}, ${sql.join(sets, sql`, `)}
    from unnest(${arrayLiteral(rows.map((row) => row.id))}::uuid[], ${sql.join(arrays, sql`, `)})
      as live(id, ${sql.join(
        LIVE.map((key) => sql.identifier(key)),
        sql`, `,
      )})
    where ${positions.id} = live.id`);
}
