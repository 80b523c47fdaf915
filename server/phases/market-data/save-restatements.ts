import { sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Transaction } from "#server/db/client.ts";
import { corporateActions, restatements } from "#server/db/schema/market.ts";
import type { Restatement } from "./restatements.ts";

/** What was restated of one symbol, ascending by date; not empty. */
export interface RestatedSeries {
  readonly symbol: string;
  /** The provider's name. */
  readonly provider: string;
  readonly restated: readonly Restatement[];
}

interface RestatedBy {
  readonly source: string;
  readonly runId: string;
  readonly at: Date;
}

/** Records what was restated and removes actions that are gone. */
export async function saveRestatements(
  tx: Transaction,
  { source, runId, at }: RestatedBy,
  series: readonly RestatedSeries[],
): Promise<void> {
  const rows = series.flatMap(({ symbol, provider, restated }) =>
    restated.map((each) => ({ source, symbol, provider, runId, detectedAt: at, ...each })),
  );
  if (rows.length === 0) return;
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await tx.insert(restatements).values(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
  const gone = rows.filter(({ kind, after }) => kind !== "close" && after === null);
  if (gone.length > 0) {
    await tx.execute(sql`
      delete from ${corporateActions} a
      using unnest(${texts(gone.map(({ symbol }) => symbol))}, ${dates(gone.map(({ date }) => date))},
        ${texts(gone.map(({ kind }) => kind))}) as gone (symbol, date, kind)
      where a.source = ${source} and a.symbol = gone.symbol and a.ex_date = gone.date and a.kind = gone.kind`);
  }
}

const ROWS_PER_STATEMENT = 5_000;

const texts = (values: readonly string[]) => sql`${arrayLiteral(values)}::text[]`;
const dates = (values: readonly string[]) => sql`${arrayLiteral(values)}::date[]`;
