import type { RunInputs } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import type { runs } from "#server/db/schema/run.ts";
import type { PreparedRun, RunScope } from "#server/engine/phase.ts";
import { addSessions, presentSession, sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceSource, SourceName } from "#server/market/price-source.ts";
import { createPriceHistory } from "#server/market/price-store.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import type { PhasePorts } from "./ports.ts";
import { pricesFrom } from "./prices-from.ts";
import { oldestDueDate, sourcesInUse, unionOfPositions } from "./read-symbol-holdings.ts";

/** A portfolio further behind than this has its factors fitted by its own run: it does not hold up all others. */
const MOST_SESSIONS = 30;

export interface SymbolRunOptions {
  readonly db: Database;
  readonly sources: ReadonlyMap<SourceName, PriceSource>;
  readonly now: () => Date;
}

/**
 * Makes the ports of a run without portfolio: over the union of the symbols that portfolios hold, for each source that
 * goes on by itself (live providers, the simulated market), and over the sessions that the portfolios' own runs will
 * want next. Files are their owners': each portfolio's run reads them.
 */
export async function prepareSymbolRun(
  options: SymbolRunOptions,
  run: typeof runs.$inferSelect,
): Promise<PreparedRun<PhasePorts>> {
  const inUse = await sourcesInUse(options.db);
  const sources = [...options.sources.values()].filter(
    (source) => inUse.has(source.name) && (source.remote || source.simulated),
  );
  const dates = run.inputs?.dates
    ? sessionsBetween(run.inputs.dates.from, run.inputs.dates.to)
    : await dueSessions(options, sources);
  const finalDate = dates.at(-1) ?? presentSession(options.now());
  const scope: RunScope = {
    ...{ runId: run.id, kind: run.kind, portfolio: null, dates, finalDate, force: run.force },
    isPresent: run.inputs?.isPresent ?? dates.length > 0,
  };
  const [first, ...further] = (
    await Promise.all(sources.map((source) => portsOf(options, source, dates[0] ?? finalDate, finalDate)))
  ).filter(({ symbols }) => symbols.length > 0);
  const ports = first ?? emptyPorts(options, finalDate);
  return {
    scope,
    ports: { ...ports, furtherSources: further },
    inputs: inputsOf(scope, first ? [first, ...further] : []),
    nothingToDo: first ? (dates.length > 0 ? null : "up to date") : "no symbols to collect",
  };
}

async function dueSessions({ db, now }: SymbolRunOptions, sources: readonly PriceSource[]): Promise<string[]> {
  const present = presentSession(now());
  const earliest = addSessions(present, 1 - MOST_SESSIONS);
  const due = await oldestDueDate(
    db,
    sources.map(({ name }) => name),
    present,
  );
  // ISO dates sort as text: the due one, kept between the earliest and the present.
  const from = [earliest, due ?? present, present].toSorted()[1] ?? present;
  return sessionsBetween(from, present);
}

async function portsOf(
  { db, now }: SymbolRunOptions,
  source: PriceSource,
  first: string,
  last: string,
): Promise<PhasePorts> {
  const positions = await unionOfPositions(db, source.name, first, last);
  const symbols = [...new Set(positions.map(({ symbol }) => symbol))].toSorted();
  const from = pricesFrom(first);
  const universe = [...new Set([...symbols, ...REQUIRED_REGRESSORS])];
  const history = createPriceHistory(db, { source: source.name, symbols: universe, from, to: last });
  return {
    db,
    source,
    positions,
    openingEquity: 0,
    flows: [],
    symbols,
    pricesFrom: from,
    history,
    assumptions: DEFAULT_ASSUMPTIONS,
    now,
  };
}

/** Stands where there is no source: nothing is asked of it. */
function emptyPorts({ db, now, sources }: SymbolRunOptions, finalDate: string): PhasePorts {
  const [source] = sources.values();
  if (!source) throw new Error("no price source is set up on this server");
  const range = { source: source.name, symbols: [], from: finalDate, to: finalDate };
  return {
    ...{ db, source, positions: [], openingEquity: 0, flows: [], symbols: [], pricesFrom: finalDate, now },
    assumptions: DEFAULT_ASSUMPTIONS,
    history: createPriceHistory(db, range),
  };
}

function inputsOf({ dates, isPresent }: RunScope, all: readonly PhasePorts[]): RunInputs {
  const [from, to] = [dates[0], dates.at(-1)];
  const simulated = all.filter(({ source }) => source.simulated);
  const isMixed = simulated.length > 0 && simulated.length < all.length;
  return {
    dates: from && to ? { from, to, count: dates.length } : null,
    isPresent,
    positions: all.reduce((sum, { positions }) => sum + positions.length, 0),
    symbols: all.reduce((sum, { symbols }) => sum + symbols.length, 0),
    priceSource: all.map(({ source }) => source.label).join(" · "),
    simulated: simulated.length > 0 && !isMixed,
    notes: isMixed ? simulated.map(({ source }) => `Simulated prices: ${source.label}`) : [],
  };
}
