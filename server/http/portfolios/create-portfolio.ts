import { randomUUID } from "node:crypto";
import { and, asc, desc, eq } from "drizzle-orm";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import type { PortfolioDetails } from "#lib/portfolio-import/portfolio-fields.ts";
import type { CheckedPriceFile } from "#lib/price-files/check-price-files.ts";
import { UPLOAD, uploadSource } from "#lib/price-files/upload-source.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { runs } from "#server/db/schema/run.ts";
import { isUniqueViolation } from "#server/db/unique-violation.ts";
import { HttpProblem } from "../problem.ts";
import { storePriceFiles } from "./store-price-files.ts";

export interface NewPortfolio {
  readonly ownerId: string;
  readonly details: PortfolioDetails;
  readonly positions: readonly ImportedPosition[];
  /** The day in whose shares they are given; null for those of each entry. */
  readonly quantityAsOf: string | null;
  /** Where the price source is made of them. */
  readonly priceFiles: readonly CheckedPriceFile[];
  /** Of the positions as a file gives them; null where importing them again is no slip. */
  readonly contentHash: string | null;
  /** Whether the same positions may be imported once more, as an account of their own. */
  readonly importAgain: boolean;
  /** A second request with the same key answers with what the first one made. */
  readonly idempotencyKey: string | null;
}

export interface CreatedPortfolio {
  readonly portfolioId: string;
  readonly runId: string;
  /** False when an earlier request with the same key made it. */
  readonly created: boolean;
}

type StartOnboarding = (tx: Transaction, portfolioId: string) => Promise<{ readonly runId: string }>;

/**
 * Stores a portfolio with its positions and starts its onboarding, all in one transaction.
 *
 * @throws HttpProblem ERR_PORT_001 when the owner has an account of this name; ERR_PORT_016 when the same positions were
 * imported before, with the portfolio they are in.
 */
export async function createPortfolio(
  db: Database,
  wanted: NewPortfolio,
  startOnboarding: StartOnboarding,
): Promise<CreatedPortfolio> {
  const earlier = await madeBefore(db, wanted);
  if (earlier) return earlier;
  try {
    return await db.transaction(async (tx) => {
      await refuseRepetition(tx, wanted);
      const portfolioId = await store(tx, wanted);
      const { runId } = await startOnboarding(tx, portfolioId);
      return { portfolioId, runId, created: true };
    });
  } catch (error) {
    if (
      isUniqueViolation(error, "portfolios_owner_account") ||
      isUniqueViolation(error, "portfolios_owner_idempotency")
    ) {
      // The twin of this request may have come first, and whichever index noticed: then what it made is the answer.
      const twin = await madeBefore(db, wanted);
      if (twin) return twin;
      throw new HttpProblem("ERR_PORT_001", { cause: error });
    }
    throw error;
  }
}

async function madeBefore(db: Database, { ownerId, idempotencyKey }: NewPortfolio): Promise<CreatedPortfolio | null> {
  if (idempotencyKey === null) return null;
  const [made] = await db
    .select({ portfolioId: portfolios.id, runId: runs.id })
    .from(portfolios)
    .innerJoin(runs, eq(runs.portfolioId, portfolios.id))
    .where(and(eq(portfolios.ownerId, ownerId), eq(portfolios.idempotencyKey, idempotencyKey)))
    .orderBy(asc(runs.createdAt))
    .limit(1);
  return made ? { ...made, created: false } : null;
}

/** Imports of one owner come one after the other, so that of two at once the second finds the first. */
async function refuseRepetition(tx: Transaction, { ownerId, contentHash, importAgain }: NewPortfolio): Promise<void> {
  if (contentHash === null) return;
  await tx.select({ id: user.id }).from(user).where(eq(user.id, ownerId)).for("no key update");
  if (importAgain) return;
  const { id, name, accountName, createdAt } = portfolios;
  const [made] = await tx
    .select({ id, name, accountName, createdAt })
    .from(portfolios)
    .where(and(eq(portfolios.ownerId, ownerId), eq(portfolios.contentHash, contentHash)))
    .orderBy(desc(createdAt))
    .limit(1);
  if (!made) return;
  const detail = `You have imported these positions before, as ${made.accountName}`;
  throw new HttpProblem("ERR_PORT_016", { detail, extra: { portfolio: made } });
}

async function store(tx: Transaction, wanted: NewPortfolio): Promise<string> {
  const portfolioId = randomUUID();
  const { ownerId, idempotencyKey, contentHash, details, quantityAsOf } = wanted;
  const { from: fromDate, to: toDate, ...fields } = details;
  const priceSource = details.priceSource === UPLOAD ? uploadSource(portfolioId) : details.priceSource;
  const row = { id: portfolioId, ownerId, idempotencyKey, contentHash, fromDate, toDate, ...fields, priceSource };
  await tx.insert(portfolios).values(row);
  const rows = wanted.positions.map(({ row: _line, ...position }, ordinal) => {
    return { id: randomUUID(), portfolioId, ordinal, ...position, quantityAsOf };
  });
  await bulkUpsert(tx, positions, rows, { onConflict: "ignore" });
  await storePriceFiles(tx, portfolioId, wanted.priceFiles);
  return portfolioId;
}
