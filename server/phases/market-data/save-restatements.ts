import { sql } from "drizzle-orm";
import { arrayLiteral } from "#server/db/array-literal.ts";
import type { Transaction } from "#server/db/client.ts";
import { corporateActions, restatements, symbolFactors } from "#server/db/schema/market.ts";
import type { ChangedPrices } from "../recompute.ts";
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

/** Removes the factors that were fitted on what was before: every symbol's where it was an ETF that they are fitted on. */
export async function deleteFactors(tx: Transaction, source: string, changed: readonly ChangedPrices[]): Promise<void> {
  const restated = changed.filter(({ to }) => to === null);
  if (restated.length === 0) return;
  const [sinceAll = "infinity"] = restated
    .filter(({ isRegressor }) => isRegressor)
    .map(({ from }) => from)
    .toSorted();
  await tx.execute(sql`
    delete from ${symbolFactors} f
    where f.source = ${source} and (f.date >= ${sinceAll}::date or exists (
      select from unnest(${texts(restated.map(({ symbol }) => symbol))}, ${dates(restated.map(({ from }) => from))})
        as restated (symbol, first)
      where f.symbol = restated.symbol and f.date >= restated.first))`);
}
