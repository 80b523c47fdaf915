import { eq } from "drizzle-orm";
import { type FieldProblem, readTexts } from "#lib/portfolio-import/portfolio-fields.ts";
import { UPLOAD, uploadSource } from "#lib/price-files/upload-source.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { isUniqueViolation } from "#server/db/unique-violation.ts";
import { runById } from "#server/queries/run-by-id.ts";
import type { OfferedPriceSource } from "../api-parts.ts";
import { HttpProblem } from "../problem.ts";
import { activeRunId, forgetResults } from "./changed-prices.ts";

export interface PortfolioEdits {
  readonly name?: string | undefined;
  readonly accountName?: string | undefined;
  readonly description?: string | null | undefined;
  readonly priceSource?: string | undefined;
}

/**
 * Changes what is given. Another price source does away with the results: nothing computed from the old one may stand
 * beside what the next run computes, from the first date on.
 *
 * @throws HttpProblem with every problem of the fields; ERR_PORT_001 for an account name that is taken; ERR_RUN_001
 * where a run is at work on the old price source.
 */
export async function editPortfolio(
  db: Database,
  id: string,
  edits: PortfolioEdits,
  offered: readonly OfferedPriceSource[],
): Promise<void> {
  const { value, problems } = readTexts(edits);
  const source = edits.priceSource;
  if (source !== undefined && !(await isAvailable(db, id, source, offered))) problems.push(sourceProblem(source));
  const [first] = problems;
  if (first) throw new HttpProblem(first.code, { errors: problems });
  try {
    const runId = await db.transaction((tx) => storeEdits(tx, id, value, source));
    if (runId) throw new HttpProblem("ERR_RUN_001", { extra: { run: await runById(db, runId) } });
  } catch (error) {
    if (!isUniqueViolation(error, "portfolios_owner_account")) throw error;
    throw new HttpProblem("ERR_PORT_001", { cause: error });
  }
}

function sourceProblem(value: string): FieldProblem {
  const message =
    value === UPLOAD ? "No price files were uploaded with this portfolio" : "The price source is not available";
  return { field: "priceSource", code: value === UPLOAD ? "ERR_PRICE_011" : "ERR_PORT_012", message, value };
}

async function isAvailable(db: Database, id: string, source: string, offered: readonly OfferedPriceSource[]) {
  if (source !== UPLOAD) return offered.some(({ name }) => name === source);
  const [file] = await db
    .select({ name: priceFiles.name })
    .from(priceFiles)
    .where(eq(priceFiles.portfolioId, id))
    .limit(1);
  return file !== undefined;
}

/** The id of the run that stands in the way, where one does: then nothing is stored. */
async function storeEdits(
  tx: Transaction,
  id: string,
  texts: Partial<typeof portfolios.$inferInsert>,
  source: string | undefined,
): Promise<string | null> {
  const [now] = await tx
    .select({ priceSource: portfolios.priceSource })
    .from(portfolios)
    .where(eq(portfolios.id, id))
    .for("update");
  const wanted = source === UPLOAD ? uploadSource(id) : source;
  const isMoved = wanted !== undefined && wanted !== now?.priceSource;
  if (isMoved) {
    const runId = await activeRunId(tx, id);
    if (runId !== null) return runId;
  }
  const changes = { ...texts, ...(isMoved ? { priceSource: wanted, ...(await forgetResults(tx, id)) } : {}) };
  if (Object.keys(changes).length > 0) await tx.update(portfolios).set(changes).where(eq(portfolios.id, id));
  return null;
}
