import { sql } from "drizzle-orm";
import { epochDay, epochDays } from "#lib/analytics/epoch-day.ts";
import { intAt } from "#lib/analytics/value-at.ts";
import { required } from "#lib/assert.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Database } from "#server/db/client.ts";
import { bars } from "#server/db/schema/market.ts";
import { sessionsBetween } from "./nyse-calendar.ts";
import type { PriceRange } from "./price-history.ts";

/** One symbol's bars, as columns: two texts are what the driver hands over fastest and V8 reads fastest. */
interface StoredColumn extends Record<string, unknown> {
  symbol: string;
  days: string;
  values: string;
}

/**
 * One column of the stored bars on the grid of NYSE sessions of a range, by symbol; NaN where there is none. A symbol
 * without a bar in the range is left out.
 */
export async function readBarColumn(
  db: Database,
  { source, symbols, from, to }: PriceRange,
  column: "close" | "volume",
): Promise<Map<string, Float64Array>> {
  // Symbol by symbol, so that the primary key is walked in its order and nothing is sorted.
  const rows = await db.execute<StoredColumn>(sql`
    select asked.symbol, days, values
    from unnest(${arrayLiteral([...symbols].toSorted())}::text[]) as asked (symbol)
    cross join lateral (
      select string_agg((bar.date - ${from}::date)::text, ',') as days,
        string_agg(coalesce(bar.value::text, 'null'), ',') as values
      from (
        select b.date, b.${sql.identifier(column)} as value from ${bars} b
        where b.source = ${source} and b.symbol = asked.symbol and b.date between ${from} and ${to}
        order by b.date
      ) as bar
    ) as stored
    where days is not null`);
  const sessions = sessionsBetween(from, to);
  const rowOfDay = dayIndex(sessions, from);
  return new Map(rows.map((row) => [row.symbol, placed(row, rowOfDay, sessions.length)]));
}

/** Row of the grid by days since `from`; −1 on days without a session. */
function dayIndex(sessions: readonly string[], from: string): Int32Array {
  const days = epochDays(sessions).map((day) => day - epochDay(from));
  const index = new Int32Array((days.at(-1) ?? -1) + 1).fill(-1);
  for (const [row, day] of days.entries()) index[day] = row;
  return index;
}

function placed(stored: StoredColumn, rowOfDay: Int32Array, length: number): Float64Array {
  const days = numbers(stored.days);
  const column = new Float64Array(length).fill(Number.NaN);
  for (const [i, value] of numbers(stored.values).entries()) {
    const day = required(days[i], "day");
    const row = day < rowOfDay.length ? intAt(rowOfDay, day) : -1;
    if (row >= 0) column[row] = value ?? Number.NaN;
  }
  return column;
}

// Numbers of integer and double precision columns, joined by the statement above.
const numbers = (joined: string) => JSON.parse(`[${joined}]`) as (number | null)[];
