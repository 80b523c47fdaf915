import { required } from "#lib/assert.ts";
import { counted } from "#lib/counted.ts";
import type { PhaseWarning } from "#lib/run/events.ts";
import { shortList } from "#lib/run/log-text.ts";
import { sectorOf } from "#lib/sectors.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseReport } from "#server/engine/phase.ts";
import type { PhasePorts } from "../ports.ts";
import { positionKind, pricedSymbol } from "../position-kind.ts";
import {
  readSectorTagNames,
  readTaggedPositions,
  readTagProfiles,
  saveSectorTags,
  type TagProfile,
} from "./sector-tag-store.ts";

export interface SectorTagsResult {
  readonly positions: number;
  readonly tagged: number;
  readonly created: number;
  /** Symbols whose profile names no known sector. */
  readonly uncategorized: readonly string[];
  /** Symbols of positions without a sector tag. */
  readonly untagged: readonly string[];
}

interface Tally {
  readonly created: number;
}

const log = logger("app.calculations.sector_tags");

/** phase_5: one sector tag per position, from the profiles. */
export const sectorTags = definePhase<"phase_5", PhasePorts, Tally, SectorTagsResult>({
  id: "phase_5",
  failure: "continues",

  total(_scope, { positions }) {
    return positions.length === 0 ? { skip: "no positions" } : { total: positions.length };
  },

  async run(context) {
    const { db, positions, source, symbols: ofRun } = context.ports;
    const portfolioId = required(context.scope.portfolio?.id, "the portfolio of a sector tag run");
    // Of all positions: those closed before the run's dates keep their sector.
    const symbols = positions.map(pricedSymbol).filter((symbol) => symbol !== null);
    const wanted = wantedTags(positions, await readTagProfiles(db, source.name, symbols));
    let created = context.resumed?.tally.created ?? null;
    if (created === null) {
      const existing = await readSectorTagNames(db, portfolioId);
      created = new Set(wanted.map(({ name }) => name).filter((name) => !existing.has(name))).size;
      await context.commit({ done: positions.length, tally: { created } }, (tx) =>
        saveSectorTags(tx, portfolioId, wanted),
      );
    }
    const tagged = await readTaggedPositions(db, portfolioId);
    // No run asks for the profile of what was sold before its dates.
    const uncategorized = distinct(
      wanted.filter(({ name, priced }) => name === "Uncategorized" && priced !== null && ofRun.includes(priced)),
    );
    log.info(`${counted(tagged.size, "position")} carry a sector tag`);
    if (uncategorized.length > 0) log.warn(`⚠️ No sector known for: ${shortList(uncategorized)}`);
    const untagged = distinct(wanted.filter(({ positionId }) => !tagged.has(positionId)));
    return { positions: positions.length, tagged: tagged.size, created, uncategorized, untagged };
  },

  report: reportSectorTags,
});

function wantedTags(positions: PhasePorts["positions"], profiles: ReadonlyMap<string, TagProfile>) {
  return positions.map((position) => {
    const priced = pricedSymbol(position);
    const profile = profiles.get(priced ?? "") ?? null;
    const name = sectorOf({ kind: positionKind(position), profile });
    return { positionId: position.id, symbol: position.symbol, priced, name };
  });
}

const distinct = (items: readonly { readonly symbol: string }[]) => [...new Set(items.map(({ symbol }) => symbol))];

function reportSectorTags({ tagged, created, uncategorized, untagged }: SectorTagsResult): PhaseReport {
  return {
    summary: `${counted(tagged, "position")} tagged, ${counted(created, "tag")} created`,
    counts: { tagged, created, uncategorized: uncategorized.length },
    warnings: [
      ...warning("sectors-unknown", `No sector known for ${counted(uncategorized.length, "symbol")}`, uncategorized),
      ...warning("positions-untagged", `No sector tag on ${counted(untagged.length, "symbol")}`, untagged),
    ],
  };
}

function warning(code: string, message: string, symbols: readonly string[]): PhaseWarning[] {
  return symbols.length > 0 ? [{ code, message, items: [...symbols] }] : [];
}
