import { sql } from "drizzle-orm";
import { date, doublePrecision, index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { user } from "./auth.ts";
import { runs } from "./run.ts";

const instant = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Prices that were not believed: kept out of `bars`, with the reason, until someone releases them. A released one stands
 * in `bars` and stays here, so that the same price is not doubted again.
 */
export const quarantinedBars = pgTable(
  "quarantined_bars",
  {
    source: text("source").notNull(),
    symbol: text("symbol").notNull(),
    date: date("date").notNull(),
    open: doublePrecision("open"),
    high: doublePrecision("high"),
    low: doublePrecision("low"),
    /** As the source published it; what is not even a number has none. */
    close: doublePrecision("close"),
    volume: doublePrecision("volume"),
    provider: text("provider"),
    /** Which rule doubts it; see `lib/analytics/suspicious-prices.ts`. */
    rule: text("rule").notNull(),
    /** In words, with the prices it was compared with. */
    reason: text("reason").notNull(),
    detectedAt: instant("detected_at").notNull(),
    runId: uuid("run_id").references(() => runs.id, { onDelete: "set null" }),
    releasedAt: instant("released_at"),
    releasedBy: text("released_by").references(() => user.id, { onDelete: "set null" }),
    releaseNote: text("release_note"),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.symbol, table.date] }),
    index("quarantined_bars_newest").on(table.detectedAt.desc().nullsFirst()),
    // Few are held at a time, however many have been released.
    index("quarantined_bars_held").on(table.source, table.symbol, table.date).where(sql`${table.releasedAt} is null`),
    index("quarantined_bars_run").on(table.runId),
  ],
);
