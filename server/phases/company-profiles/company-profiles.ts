import { counted } from "#lib/counted.ts";
import { countText, shortList } from "#lib/run/log-text.ts";
import type { Transaction } from "#server/db/client.ts";
import { logger } from "#server/engine/logger.ts";
import { definePhase, type PhaseContext } from "#server/engine/phase.ts";
import type { Profile } from "#server/market/price-source.ts";
import { type Asks, askClaimed } from "../claimed-asks.ts";
import type { PhasePorts } from "../ports.ts";
import { createSourceAsker, type SourceAnswer } from "../source-answer.ts";
import { type CompanyProfilesResult, reportCompanyProfiles } from "./company-profiles-report.ts";
import { readProfiles, saveProfiles } from "./profile-store.ts";
import { dueTiers, isMissing, missingProfile, refreshedProfile, type StoredProfile } from "./profile-tiers.ts";

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
    const tally = await syncProfiles(context, ask);
    const result = await resultOf(ports, tally);
    log.info(`${counted(result.fetched, "profile")} fetched, ${countText(result.fresh)} fresh`);
    const failed = [...result.stale, ...result.failed].map(({ symbol }) => symbol).toSorted();
    if (failed.length > 0) log.warn({ code: "profiles-missing" }, `⚠️ Profile sync failed for: ${shortList(failed)}`);
    return result;
  },

  report: reportCompanyProfiles,
});

type Ask = (symbols: readonly string[]) => Promise<SourceAnswer<Profile>[]>;

async function syncProfiles(context: PhaseContext<PhasePorts, Tally>, ask: Ask): Promise<Tally> {
  const { scope, signal } = context;
  const { db, source, symbols, now } = context.ports;
  let tally: Tally = context.resumed?.tally ?? {};
  const begun = now();
  const commit = (added: Tally, save: (tx: Transaction) => Promise<void>) => {
    tally = { ...tally, ...added };
    return context.commit({ done: Object.keys(tally).length, tally }, save);
  };
  const readDue = async (unit: readonly string[]) => {
    const stored = await readProfiles(db, source.name, unit);
    const dueOf = (symbol: string) => dueTiers(knownBefore(stored.get(symbol), scope.force, begun), now());
    return { stored, due: new Map(unit.map((symbol) => [symbol, dueOf(symbol)])) };
  };
  const asks: Asks<SourceAnswer<Profile>[]> = {
    ...{ db, source, scope, signal, ask, what: "profile", symbolsPerUnit: SYMBOLS_PER_UNIT },
    commit: (save) => commit({}, save),
    async noteKnown(unit) {
      const { stored, due } = await readDue(unit);
      const isDue = (symbol: string) => (due.get(symbol)?.length ?? 0) > 0;
      const known = unit.flatMap((symbol) => (isDue(symbol) ? [] : (stored.get(symbol) ?? [])));
      const outcomes = known.map((row) => [row.symbol, isMissing(row) ? { failure: NO_PROFILE } : "fresh"] as const);
      // A fresh profile's beta is the present's too; one that was not refreshed stays under the date it is of.
      const save = (tx: Transaction) => saveProfiles(tx, [], known, scope.finalDate);
      if (known.length > 0) await commit(Object.fromEntries(outcomes), save);
      return unit.filter(isDue);
    },
    async store(unit, answers, more) {
      const { stored, due } = await readDue(unit);
      const at = now();
      const rows = answers.flatMap(({ symbol, value, reason }) => {
        if (value) return [refreshedProfile(source.name, stored.get(symbol), value, due.get(symbol) ?? [], at)];
        const isNew = source.remote && reason === NO_PROFILE && isMissing(stored.get(symbol));
        return isNew ? [missingProfile(source.name, symbol, at)] : [];
      });
      await commit(outcomesOf(answers), async (tx) => {
        await saveProfiles(tx, rows, rows, scope.finalDate);
        await more(tx);
      });
    },
  };
  await askClaimed(
    asks,
    symbols.filter((symbol) => !(symbol in tally)),
  );
  return tally;
}

/** Forced, a profile counts as not there unless another run has refreshed it since this one began. */
function knownBefore(stored: StoredProfile | undefined, force: boolean, begun: Date): StoredProfile | undefined {
  const isSince = (stored?.valuationAt ?? begun) > begun;
  return force && !isSince ? undefined : stored;
}

function outcomesOf(answers: readonly SourceAnswer<unknown>[]): Tally {
  return Object.fromEntries(
    answers.map(({ symbol, reason }) => [symbol, reason === null ? "fetched" : { failure: reason }]),
  );
}

/**
 * What was promised is looked up once more: a symbol counts as synced when its profile is stored. One whose refresh
 * failed keeps the older profile.
 */
async function resultOf({ db, source, symbols }: PhasePorts, tally: Tally): Promise<CompanyProfilesResult> {
  const rows = await readProfiles(db, source.name, symbols);
  const stored = new Map([...rows].filter(([, row]) => !isMissing(row)));
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
