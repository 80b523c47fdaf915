import { sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Transaction } from "#server/db/client.ts";
import { bars } from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import type { Judgement } from "./judge-prices.ts";

/** What was judged of one symbol. */
export interface JudgedSymbol extends Pick<Judgement, "quarantined" | "withdrawn" | "reinstated" | "settled"> {
  readonly symbol: string;
}

interface JudgedBy {
  readonly source: string;
  readonly runId: string;
  readonly at: Date;
}

/**
 * Puts what is not believed into quarantine and out of the prices, and ends the quarantine of dates that have a price now.
 * A price that was released and is said otherwise now is in quarantine again. The quarantine is written before the bars,
 * as it is by whoever releases from it: the other order could deadlock.
 */
export async function saveQuarantine(
  tx: Transaction,
  { source, runId, at }: JudgedBy,
  judged: readonly JudgedSymbol[],
): Promise<void> {
  const dated = (of: (each: JudgedSymbol) => readonly string[]) =>
    judged.flatMap((each) => of(each).map((date) => ({ symbol: each.symbol, date })));
  await deleteDates(
    tx,
    quarantinedBars,
    source,
    dated(({ settled, reinstated }) => [...settled, ...reinstated]),
  );
  const rows = judged.flatMap(({ symbol, quarantined }) =>
    quarantined.map((bar) => ({ source, symbol, ...bar, ...NOT_RELEASED, detectedAt: at, runId })),
  );
  await bulkUpsert(tx, quarantinedBars, rows, { onConflict: "replace" });
  await deleteDates(
    tx,
    bars,
    source,
    dated(({ withdrawn }) => withdrawn),
  );
}

const NOT_RELEASED = { releasedAt: null, releasedBy: null, releaseNote: null } as const;

async function deleteDates(
  tx: Transaction,
  table: typeof bars | typeof quarantinedBars,
  source: string,
  rows: readonly { readonly symbol: string; readonly date: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const symbols = sql`${arrayLiteral(rows.map(({ symbol }) => symbol))}::text[]`;
  const dates = sql`${arrayLiteral(rows.map(({ date }) => date))}::date[]`;
  await tx.execute(sql`
    delete from ${table} b using unnest(${symbols}, ${dates}) as gone (symbol, date)
    where b.source = ${source} and b.symbol = gone.symbol and b.date = gone.date`);
}
