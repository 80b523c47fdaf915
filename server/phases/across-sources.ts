import type { PhaseWarning } from "#lib/run/events.ts";
import type { PhaseId } from "#lib/run/plan.ts";
import { logger } from "#server/engine/logger.ts";
import type { Checkpoint, PhaseContext, PhaseModule, PhaseReport, PhaseTotal, RunScope } from "#server/engine/phase.ts";
import type { PhasePorts } from "./ports.ts";

/** How a phase ended for one source. */
interface EndedSource {
  /** The source's name, which identifies it. */
  readonly name: string;
  /** As its owners know it. */
  readonly source: string;
  readonly done: number;
  readonly result: unknown;
  readonly report: PhaseReport;
}

/** The phase's own checkpoint of the source in hand, which `name` identifies, and what has ended before it. */
interface Tally {
  readonly ended: readonly EndedSource[];
  readonly current: { readonly name: string; readonly checkpoint: Checkpoint<unknown> } | null;
}

const log = logger("app.batch");

/**
 * Makes a phase over symbols one of every source the run concerns, one source after another. With a single source it is
 * the phase itself. Progress counts over all of them; a source that has no price at all is a warning as long as another
 * one has.
 */
export function acrossSources<Id extends PhaseId>(phase: PhaseModule<Id, PhasePorts>): PhaseModule<Id, PhasePorts> {
  return {
    id: phase.id,
    failure: phase.failure,
    total: (scope, ports) => sumOf(sourcesOf(ports).map((each) => phase.total(scope, each))),
    execute: (context) => (context.ports.furtherSources?.length ? overAll(phase, context) : phase.execute(context)),
  };
}

/** Leaves a phase that concerns one portfolio out of runs over symbols. */
export function ofPortfolio<Id extends PhaseId>(phase: PhaseModule<Id, PhasePorts>): PhaseModule<Id, PhasePorts> {
  return {
    ...phase,
    total: (scope, ports) =>
      scope.portfolio === null ? { skip: "each portfolio has a run of its own" } : phase.total(scope, ports),
  };
}

const sourcesOf = (ports: PhasePorts): PhasePorts[] => [ports, ...(ports.furtherSources ?? [])];

function sumOf(totals: readonly PhaseTotal[]): PhaseTotal {
  const counted = totals.filter((total) => "total" in total);
  const [first] = totals;
  if (counted.length === 0) return first ?? { skip: "no source" };
  const isKnown = counted.every(({ total }) => total !== null);
  return { total: isKnown ? counted.reduce((sum, { total }) => sum + (total ?? 0), 0) : null };
}

async function overAll<Id extends PhaseId>(
  phase: PhaseModule<Id, PhasePorts>,
  context: PhaseContext<PhasePorts, unknown>,
): Promise<{ result: unknown; report: PhaseReport }> {
  const sources = sourcesOf(context.ports).filter((ports) => "total" in phase.total(context.scope, ports));
  // The checkpoint is this combination's own, read back from the database.
  let tally = stillThere(context.resumed?.tally as Tally | undefined, sources);
  for (const ports of openOf(sources, tally)) {
    const ended = await executeOne(phase, context, ports, tally);
    tally = { ended: [...tally.ended, ended], current: null };
  }
  const failed = tally.ended.filter(({ result }) => isFailure(result));
  if (failed.length === tally.ended.length) throw failures(failed);
  return {
    result: tally.ended.map(({ source, result }) => ({ source, result })),
    report: joinedReport(tally.ended),
  };
}

/** What has been done for the sources that the run concerns now: one may have gone while it stood still. */
function stillThere(tally: Tally | undefined, sources: readonly PhasePorts[]): Tally {
  const names = new Set<string>(sources.map(({ source }) => source.name));
  const current = tally?.current ?? null;
  return {
    ended: tally?.ended.filter(({ name }) => names.has(name)) ?? [],
    current: current !== null && names.has(current.name) ? current : null,
  };
}

/** The sources that have not ended, the one in hand first. */
function openOf(sources: readonly PhasePorts[], { ended, current }: Tally): PhasePorts[] {
  const names = new Set<string>(ended.map(({ name }) => name));
  const open = sources.filter(({ source }) => !names.has(source.name));
  const isInHand = ({ source }: PhasePorts) => source.name === current?.name;
  return [...open.filter(isInHand), ...open.filter((ports) => !isInHand(ports))];
}

async function executeOne<Id extends PhaseId>(
  phase: PhaseModule<Id, PhasePorts>,
  context: PhaseContext<PhasePorts, unknown>,
  ports: PhasePorts,
  { ended, current }: Tally,
): Promise<EndedSource> {
  const before = ended.reduce((sum, { done }) => sum + done, 0);
  const { name, label: source } = ports.source;
  const done = doneOf(phase, context.scope, ports);
  try {
    const { result, report } = await phase.execute({
      ...context,
      ports,
      resumed: current?.name === name ? current.checkpoint : null,
      commit: (checkpoint, save) =>
        context.commit({ done: before + checkpoint.done, tally: { ended, current: { name, checkpoint } } }, save),
    });
    return { name, source, done, result, report };
  } catch (error) {
    if (!isNoPrices(error)) throw error;
    log.warn(`${source}: ${error.message}`);
    const warning: PhaseWarning = { code: "source-without-prices", message: error.message, items: [] };
    const report = { summary: "no prices", counts: {}, warnings: [warning] };
    return { name, source, done, result: { failure: error.message }, report };
  }
}

function doneOf<Id extends PhaseId>(phase: PhaseModule<Id, PhasePorts>, scope: RunScope, ports: PhasePorts): number {
  const ahead = phase.total(scope, ports);
  return "total" in ahead ? (ahead.total ?? 0) : 0;
}

/** The one failure of a source that is data here: it has no price of any symbol. */
function isNoPrices(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "no-prices";
}

const isFailure = (result: unknown): result is { failure: string } =>
  typeof result === "object" && result !== null && "failure" in result;

function failures(ended: readonly EndedSource[]): Error {
  return new Error(ended.map(({ report }) => report.warnings[0]?.message ?? "").join(" "));
}

function joinedReport(ended: readonly EndedSource[]): PhaseReport {
  const counts: Record<string, number> = {};
  for (const { report } of ended) {
    for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count;
  }
  return {
    summary: ended.map(({ source, report }) => `${source}: ${report.summary}`).join(" · "),
    counts,
    warnings: ended.flatMap(({ source, report }) =>
      report.warnings.map((warning) => ({ ...warning, message: `${source}: ${warning.message}` })),
    ),
    details: ended.flatMap(({ source, report }) =>
      (report.details ?? []).map((detail) => ({ ...detail, title: `${source}: ${detail.title}` })),
    ),
  };
}
