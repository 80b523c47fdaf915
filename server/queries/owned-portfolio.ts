import { and, count, eq } from "drizzle-orm";
import { offeredSource } from "#lib/price-files/upload-source.ts";
import type { Database } from "#server/db/client.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { amount } from "./amount.ts";
import { isUuid } from "./uuid.ts";
import type { Viewer } from "./viewer.ts";

export interface Portfolio {
  readonly id: string;
  readonly name: string;
  readonly accountName: string;
  readonly accountType: string;
  readonly description: string | null;
  /** Account value just before the first session, in dollars. */
  readonly openingEquity: number;
  /** As the form offers it. */
  readonly priceSource: string;
  /** True when prices are generated, not observed: every view of its numbers says so. */
  readonly simulated: boolean;
  /** The person's own range for the first run, ISO dates; null took the defaults. */
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly positionCount: number;
  /**
   * The first session whose results do not follow from the inputs any more, and the owner's edits since they did: 0 where
   * prices or other inputs alone have changed. Null where all follow.
   */
  readonly pending: { readonly since: string; readonly edits: number } | null;
  /** UTC ISO. */
  readonly createdAt: string;
}

/** The viewer's portfolio of this id; null when there is none or it is another user's. */
export async function ownedPortfolio(db: Database, viewer: Viewer, id: string): Promise<Portfolio | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select()
    .from(portfolios)
    .where(and(eq(portfolios.id, id), eq(portfolios.ownerId, viewer.userId)));
  if (!row) return null;
  const [held] = await db.select({ count: count() }).from(positions).where(eq(positions.portfolioId, id));
  const {
    ownerId: _owner,
    idempotencyKey: _key,
    recomputeFrom,
    recomputeSetAt: _at,
    recomputeSetBy: _by,
    recomputeEdits: edits,
    ...shown
  } = row;
  return {
    ...shown,
    priceSource: offeredSource(row.priceSource),
    openingEquity: amount(row.openingEquity),
    simulated: isSimulated(row.priceSource),
    positionCount: held?.count ?? 0,
    pending: recomputeFrom === null ? null : { since: recomputeFrom, edits },
    createdAt: row.createdAt.toISOString(),
  };
}

/** Whether a price source makes its prices up. */
export function isSimulated(priceSource: string): boolean {
  return priceSource === "sample";
}
