import { and, between, eq, isNull, or } from "drizzle-orm";
import type { QuarantinedPrice } from "#lib/quarantined-prices.ts";
import { anyOf } from "#server/db/any-of.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import type { RunScope } from "#server/engine/phase.ts";
import type { PhasePorts } from "../ports.ts";

/** What is in quarantine of some symbols that concerns a run: of its dates, or found by it. By symbol and date. */
export function readQuarantine(
  { db, source }: Pick<PhasePorts, "db" | "source">,
  { runId, dates, finalDate }: Pick<RunScope, "runId" | "dates" | "finalDate">,
  symbols: readonly string[],
): Promise<QuarantinedPrice[]> {
  const table = quarantinedBars;
  const { symbol, date, rule, reason } = table;
  const concerns = or(between(date, dates[0] ?? finalDate, finalDate), eq(table.runId, runId));
  return db
    .select({ symbol, date, rule, reason })
    .from(table)
    .where(and(eq(table.source, source.name), anyOf(symbol, symbols), isNull(table.releasedAt), concerns))
    .orderBy(symbol, date);
}
