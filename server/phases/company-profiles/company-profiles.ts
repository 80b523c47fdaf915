import { chunksOf } from "#lib/chunks-of.ts";
import { counted } from "#lib/counted.ts";
import { shortList } from "#lib/run/log-text.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext } from "#server/engine/phase.ts";
import type { Profile } from "#server/market/price-source.ts";
import type { PhasePorts } from "../ports.ts";
import { createSourceAsker, type SourceAnswer } from "../source-answer.ts";
import { type CompanyProfilesResult, reportCompanyProfiles } from "./company-profiles-report.ts";
import { readProfiles, saveProfiles } from "./profile-store.ts";
import { dueTiers, refreshedProfile } from "./profile-tiers.ts";

/** By symbol: "fetched", "fresh", or why there is no profile. */
type Tally = Readonly<Record<string, "fetched" | "fresh" | { readonly failure: string }>>;

const log = logger("app.services.company_profile");
const SYMBOLS_PER_UNIT = 8;
const NO_PROFILE = "no profile from this source";

/** phase_0: the profiles of the portfolio's symbols, and the provider's betas for the present. */
export const companyProfiles = definePhase<"phase_0", PhasePorts, Tally, CompanyProfilesResult>({
  id: "phase_0",
  failure: "continues",

  total(_scope, { symbols }) {
    return symbols.length === 0 ? { skip: "no public symbols" } : { total: symbols.length };
  },

  async run(context) {
    const { ports } = context;
    const ask = createSourceAsker((symbol, signal) => ports.source.profile(symbol, signal), NO_PROFILE, context.signal);
    let tally: Tally = context.resumed?.tally ?? {};
    const open = ports.symbols.filter((symbol) => !(symbol in tally));
    for (const unit of chunksOf(open, SYMBOLS_PER_UNIT)) tally = await syncUnit(context, tally, unit, ask);
    const result = await resultOf(ports, tally);
    log.info(`${counted(result.fetched, "profile")} fetched, ${result.fresh} fresh`);
    const failed = [...result.stale, ...result.failed].map(({ symbol }) => symbol).toSorted();
    if (failed.length > 0) log.warn({ code: "profiles-missing" }, `⚠️ Profile sync failed for: ${shortList(failed)}`);
    return result;
  },

  report: reportCompanyProfiles,
});

async function syncUnit(
  context: PhaseContext<PhasePorts, Tally>,
  before: Tally,
  unit: readonly string[],
  ask: (symbols: readonly string[]) => Promise<SourceAnswer<Profile>[]>,
): Promise<Tally> {
  const { ports, scope } = context;
  const { source } = ports;
  const now = ports.now();
  const stored = await readProfiles(ports.db, source.name, unit);
  const dueOf = (symbol: string) => dueTiers(scope.force ? undefined : stored.get(symbol), now);
  const answers = await ask(unit.filter((symbol) => dueOf(symbol).length > 0));
  const refreshed = answers.flatMap(({ symbol, value }) =>
    value ? [refreshedProfile(source.name, stored.get(symbol), value, dueOf(symbol), now)] : [],
  );
  const outcomes = outcomesOf(unit, answers);
  const tally = { ...before, ...outcomes };
  // A fresh profile's beta is the present's too; one that was not refreshed stays under the date it is of.
  const fresh = unit.flatMap((symbol) => (outcomes[symbol] === "fresh" ? (stored.get(symbol) ?? []) : []));
  await context.commit({ done: Object.keys(tally).length, tally }, (tx) =>
    saveProfiles(tx, refreshed, [...fresh, ...refreshed], scope.finalDate),
  );
  return tally;
}

function outcomesOf(unit: readonly string[], answers: readonly SourceAnswer<unknown>[]): Tally {
  const reasons = new Map(answers.map(({ symbol, reason }) => [symbol, reason]));
  return Object.fromEntries(
    unit.map((symbol) => {
      const failure = reasons.get(symbol);
      if (failure === undefined) return [symbol, "fresh"];
      return [symbol, failure === null ? "fetched" : { failure }];
    }),
  );
}

/**
 * What was promised is looked up once more: a symbol counts as synced when its profile is stored. One whose refresh
 * failed keeps the older profile.
 */
async function resultOf({ db, source, symbols }: PhasePorts, tally: Tally): Promise<CompanyProfilesResult> {
  const stored = await readProfiles(db, source.name, symbols);
  const failures = symbols.flatMap((symbol) => {
    const outcome = tally[symbol];
    if (typeof outcome === "object") return [{ symbol, reason: outcome.failure }];
    return stored.has(symbol) ? [] : [{ symbol, reason: "its profile was not stored" }];
  });
  const stale = failures.filter(({ symbol }) => stored.has(symbol));
  const days = stale.flatMap(({ symbol }) => stored.get(symbol)?.valuationAt?.toISOString().slice(0, 10) ?? []);
  const count = (state: "fetched" | "fresh") => symbols.filter((symbol) => tally[symbol] === state).length;
  return {
    source: source.label,
    symbols: symbols.length,
    fetched: count("fetched"),
    fresh: count("fresh"),
    stale,
    oldest: days.toSorted()[0] ?? null,
    failed: failures.filter(({ symbol }) => !stored.has(symbol)),
  };
}
