import { eq } from "drizzle-orm";
import { uploadSource } from "#lib/price-files/upload-source.ts";
import type { RunInputs } from "#lib/run/events.ts";
import type { Database } from "#server/db/client.ts";
import { runs } from "#server/db/schema/run.ts";
import type { PreparedRun, RunScope } from "#server/engine/phase.ts";
import { type RetriedWork, retriedWork } from "#server/engine/retried-work.ts";
import { presentSession, sessionOnOrAfter, sessionOnOrBefore, sessionsBetween } from "#server/market/nyse-calendar.ts";
import type { PriceSource, SourceName } from "#server/market/price-source.ts";
import { createPriceHistory } from "#server/market/price-store.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";
import { REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { readUploadedSource } from "#server/market/uploaded-source.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import { heldUntil } from "./held-until.ts";
import { lastPriced, symbolsOf } from "./last-priced.ts";
import type { PhasePorts, Position } from "./ports.ts";
import { prepareSymbolRun } from "./prepare-symbol-run.ts";
import { pricesFrom } from "./prices-from.ts";
import { type Holdings, readHoldings } from "./read-holdings.ts";
import { runDates } from "./run-dates.ts";
import { runNotes } from "./run-notes.ts";

const LABELS = new Map<string, string>(Object.entries(PROVIDER_LABELS));

export interface PrepareOptions {
  readonly db: Database;
  /** The price sources set up on this server. */
  readonly sources: ReadonlyMap<SourceName, PriceSource>;
  readonly now: () => Date;
  /** Those of the defaults where not given. */
  readonly assumptions?: Assumptions;
}

/** The run cannot even begin; the message is meant for its owner. */
class PrepareError extends Error {
  readonly code: "run-missing" | "source-missing";

  constructor(code: PrepareError["code"], message: string) {
    super(message);
    this.name = "PrepareError";
    this.code = code;
  }
}

type Run = typeof runs.$inferSelect;

interface ChosenDates {
  readonly dates: readonly string[];
  readonly isPresent: boolean;
  readonly nothingToDo: string | null;
  /** Whether the last of them is the last session with prices: not known of dates taken over. */
  readonly endsWithPrices: boolean;
  /** Stands for the final date where there are no dates. */
  readonly present: string;
}

/**
 * Reads what a run is about and makes its ports. A run taken up again has the dates it started with, whatever has been
 * stored meanwhile, and so has a retry, unless all results were forgotten or its first date was moved since.
 */
export function createPrepare(options: PrepareOptions): (runId: string) => Promise<PreparedRun<PhasePorts>> {
  return async (runId) => {
    const run = await readRun(options.db, runId);
    if (!run) throw new PrepareError("run-missing", `run ${runId} does not exist`);
    if (!run.portfolioId) return prepareSymbolRun(options, run);
    const holdings = await readHoldings(options.db, run.portfolioId);
    const source = await sourceOf(options, holdings.portfolio);
    const chosen = await chooseDates(options, run, holdings, source);
    const scope = scopeOf(run, holdings, chosen);
    const pricedThrough = chosen.endsWithPrices ? scope.finalDate : null;
    const ports = { ...portsOf(options, holdings, source, scope), pricedThrough };
    return { scope, ports, inputs: inputsOf(scope, ports), nothingToDo: chosen.nothingToDo };
  };
}

async function readRun(db: Database, runId: string): Promise<Run | undefined> {
  const [run] = await db.select().from(runs).where(eq(runs.id, runId));
  return run;
}

async function sourceOf({ db, sources }: PrepareOptions, { id, priceSource: name }: Holdings["portfolio"]) {
  const own = name === uploadSource(id) ? await readUploadedSource(db, id) : null;
  const source = own ?? [...sources.values()].find((candidate) => candidate.name === name);
  if (!source) throw new PrepareError("source-missing", sourceMissing(name));
  return source;
}

const sourceMissing = (name: string) =>
  `the price source ${LABELS.get(name) ?? `"${name}"`} is not set up on this server any more. Choose another price source, then retry.`;

async function chooseDates(
  { db, now }: PrepareOptions,
  run: Run,
  holdings: Holdings,
  source: PriceSource,
): Promise<ChosenDates> {
  const { portfolio, positions, computedThrough } = holdings;
  const retried = run.inputs === null && run.retryOf ? (await retriedWork(db, run.retryOf)).taken : null;
  const isAnew = retried !== null && isForgotten(holdings, retried.askedAt);
  const started = isAnew || (retried !== null && isMoved(holdings, retried)) ? null : (run.inputs ?? retried?.inputs);
  if (started?.dates) {
    const { from, to } = started.dates;
    return {
      dates: sessionsBetween(from, to),
      isPresent: started.isPresent,
      nothingToDo: null,
      endsWithPrices: false,
      present: to,
    };
  }
  // Without prices for any symbol the run goes on to phase_1, which fails it in the source's own words.
  const present = (await lastPriced(source, positions, now())) ?? presentSession(now());
  const chosen = runDates({
    force: run.force,
    asked: isAnew ? { from: null, to: null } : { from: run.fromDate, to: run.toDate },
    own: { from: portfolio.fromDate, to: portfolio.toDate },
    earliestEntry: earliestEntry(positions),
    present,
    computedThrough,
    recomputeFrom: portfolio.recomputeFrom,
  });
  if ("nothingToDo" in chosen) return { ...chosen, dates: [], isPresent: false, endsWithPrices: false, present };
  const ownPresent =
    portfolio.toDate !== null && portfolio.toDate < present ? sessionOnOrBefore(portfolio.toDate) : present;
  const isPresent = run.kind === "onboarding" || chosen.dates.at(-1) === ownPresent;
  const endsWithPrices = chosen.dates.at(-1) === present;
  return { dates: chosen.dates, isPresent, nothingToDo: null, endsWithPrices, present };
}

/** Whether all that was computed has been forgotten after a run was asked for: its dates would join on to nothing. */
function isForgotten({ portfolio: { recomputeSetAt }, computedThrough }: Holdings, askedAt: Date): boolean {
  return computedThrough === null && recomputeSetAt !== null && recomputeSetAt > askedAt;
}

/**
 * Whether an edit after a run was asked for has outdated results from before its dates, or moved the account's first
 * session into them. Where it is another's doing nothing of the run is carried over, so that its retry may begin anew.
 */
function isMoved(
  { portfolio, positions }: Holdings,
  { runId, inputs, askedAt }: NonNullable<RetriedWork["taken"]>,
): boolean {
  const { recomputeFrom, recomputeSetAt, recomputeSetBy, fromDate } = portfolio;
  const isEdited = recomputeSetAt !== null && recomputeSetAt > askedAt && recomputeSetBy !== runId;
  const first = fromDate ?? earliestEntry(positions);
  if (!isEdited || recomputeFrom === null || inputs.dates === null || first === null) return false;
  return recomputeFrom < inputs.dates.from || sessionOnOrAfter(first) > inputs.dates.from;
}

const earliestEntry = (positions: readonly Position[]) =>
  positions.map((position) => position.entryDate).toSorted()[0] ?? null;

function scopeOf(run: Run, { portfolio }: Holdings, { dates, isPresent, present }: ChosenDates): RunScope {
  return {
    runId: run.id,
    kind: run.kind,
    portfolio: { id: portfolio.id, name: portfolio.name },
    dates,
    finalDate: dates.at(-1) ?? present,
    isPresent,
    force: run.force,
  };
}

function portsOf(
  { db, now, assumptions = DEFAULT_ASSUMPTIONS }: PrepareOptions,
  { portfolio, positions, flows }: Holdings,
  source: PriceSource,
  { dates, finalDate }: RunScope,
): PhasePorts {
  const first = dates[0] ?? finalDate;
  const symbols = symbolsOf(positions.filter((position) => isHeldWithin(position, first, finalDate)));
  const from = pricesFrom(first);
  const universe = [...new Set([...symbols, ...REQUIRED_REGRESSORS])];
  return {
    db,
    source,
    positions,
    openingEquity: Number(portfolio.openingEquity),
    flows,
    symbols,
    pricesFrom: from,
    history: createPriceHistory(db, { source: source.name, symbols: universe, from, to: finalDate }),
    assumptions,
    now,
  };
}

/** A symbol sold before the run's first date needs no price in it, one bought after its last neither. */
function isHeldWithin(position: Position, first: string, last: string): boolean {
  const until = heldUntil(position);
  return position.entryDate <= last && (until === null || until >= first);
}

function inputsOf({ dates, isPresent }: RunScope, { positions, symbols, source, assumptions }: PhasePorts): RunInputs {
  const [from, to] = [dates[0], dates.at(-1)];
  return {
    dates: from && to ? { from, to, count: dates.length } : null,
    isPresent,
    positions: positions.length,
    symbols: symbols.length,
    priceSource: source.label,
    simulated: source.simulated,
    notes: runNotes(positions, source, assumptions),
  };
}
