import { and, eq, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { sectorColour } from "#lib/sectors.ts";
import { anyOf } from "#server/db/any-of.ts";
import { arrayLiteral } from "#server/db/array-literal.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { companyProfiles } from "#server/db/schema/market.ts";
import { positions, positionTags, tags } from "#server/db/schema/portfolio.ts";
import { heldPositions } from "../held-positions.ts";

/** The sector tag a position is to have. */
export interface WantedTag {
  readonly positionId: string;
  readonly name: string;
}

export interface TagProfile {
  readonly kind: "stock" | "etf" | "fund" | null;
  readonly sector: string | null;
}

/** What the profiles of the symbols say about their sector, by symbol. */
export async function readTagProfiles(
  db: Database,
  source: string,
  symbols: readonly string[],
): Promise<Map<string, TagProfile>> {
  const rows = await db
    .select({ symbol: companyProfiles.symbol, kind: companyProfiles.kind, sector: companyProfiles.sector })
    .from(companyProfiles)
    .where(and(eq(companyProfiles.source, source), anyOf(companyProfiles.symbol, symbols)));
  return new Map(rows.map((row) => [row.symbol, row]));
}

/** Names of a portfolio's sector tags. */
export async function readSectorTagNames(db: Database, portfolioId: string): Promise<Set<string>> {
  const rows = await db.select({ name: tags.name }).from(tags).where(sectorTagsOf(portfolioId));
  return new Set(rows.map(({ name }) => name));
}

/** Ids of the portfolio's positions that have a sector tag. */
export async function readTaggedPositions(db: Database, portfolioId: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ id: positionTags.positionId })
    .from(positionTags)
    .innerJoin(tags, eq(tags.id, positionTags.tagId))
    .innerJoin(positions, eq(positions.id, positionTags.positionId))
    .where(and(sectorTagsOf(portfolioId), eq(positions.portfolioId, portfolioId)));
  return new Set(rows.map(({ id }) => id));
}

/** Makes the sector tags of a portfolio's positions those wanted, one each; the user's own tags are not touched. */
export async function saveSectorTags(
  tx: Transaction,
  portfolioId: string,
  wanted: readonly WantedTag[],
): Promise<void> {
  const held = await heldPositions(tx, portfolioId);
  const ofHeld = wanted.filter(({ positionId }) => held.has(positionId));
  const names = [...new Set(ofHeld.map(({ name }) => name))].toSorted();
  const rows = names.map((name) => ({ portfolioId, name, kind: "sector" as const, colour: sectorColour(name) }));
  if (rows.length > 0) await tx.insert(tags).values(rows).onConflictDoNothing();
  const stored = await tx.select({ id: tags.id, name: tags.name }).from(tags).where(sectorTagsOf(portfolioId));
  const idOf = new Map(stored.map(({ id, name }) => [name, id]));
  const links = ofHeld.map(({ positionId, name }) => ({ positionId, tagId: required(idOf.get(name), `tag ${name}`) }));
  await removeStaleTags(tx, portfolioId, links);
  await bulkUpsert(tx, positionTags, links, { onConflict: "ignore" });
  await tx
    .delete(tags)
    .where(sql`${sectorTagsOf(portfolioId)} and not exists (select from position_tags where tag_id = ${tags.id})`);
}

async function removeStaleTags(
  tx: Transaction,
  portfolioId: string,
  links: readonly { positionId: string; tagId: string }[],
): Promise<void> {
  const positionIds = arrayLiteral(links.map(({ positionId }) => positionId));
  const tagIds = arrayLiteral(links.map(({ tagId }) => tagId));
  await tx.execute(sql`
    delete from position_tags using tags
    where tags.id = position_tags.tag_id and tags.portfolio_id = ${portfolioId} and tags.kind = 'sector'
      and not exists (
        select from unnest(${positionIds}::uuid[], ${tagIds}::uuid[]) as wanted(position_id, tag_id)
        where wanted.position_id = position_tags.position_id and wanted.tag_id = position_tags.tag_id)`);
}

const sectorTagsOf = (portfolioId: string) => and(eq(tags.portfolioId, portfolioId), eq(tags.kind, "sector"));
