import { required } from "#lib/assert.ts";
import { type BenchRow, ratio, timed } from "./bench-row.ts";
import { type CountedStatements, countedStatements, countFromHere } from "./counted-statements.ts";
import { growthRows, type TimedSize } from "./growth.ts";
import { POSITIONS, SYMBOLS } from "./nightly-accounts.ts";
import { type NightlyStage, setNightlyStage, WORKER_USER } from "./nightly-stage.ts";
import type { Measured } from "./process-meter.ts";
import { COMMITS, smallCommits } from "./small-commits.ts";

const ACCOUNTS = 1_000;
const SIZES = [125, 250, 500, ACCOUNTS] as const;
const REPEATS = 2;

interface Night extends TimedSize {
  /** What all workers did meanwhile. */
  readonly cpuMs: number;
  readonly activeMs: number;
  readonly counted: CountedStatements;
}

/**
 * B3: the batch of one session, 1,000 accounts of 20 positions over 500 symbols of the simulated market, on one worker
 * process as in service: from the moment it is told to the end of the last run. Then the same on two.
 */
export async function nightly(): Promise<BenchRow[]> {
  const stage = await setNightlyStage(ACCOUNTS);
  try {
    await stage.addWorker();
    // Code that has not run yet, and profiles and statements that nobody has asked for.
    await night(stage, 0);
    const nights: Night[] = [];
    const baseline: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      baseline.push(await smallCommits(stage.db));
      for (const size of SIZES) nights.push(await night(stage, size));
    }
    const symbolsAlone = await night(stage, 0);
    const [worker] = await measured(stage);
    await stage.addWorker();
    const onTwo = await night(stage, ACCOUNTS);
    return [...rowsOf(nights, symbolsAlone, onTwo, required(worker, "worker")), baselineRow(baseline)];
  } finally {
    await stage.close();
  }
}

async function night(stage: NightlyStage, size: number): Promise<Night> {
  await countFromHere(stage.db);
  const before = await measured(stage);
  const ms = await stage.night(size);
  const after = await measured(stage);
  const sum = (figures: readonly Measured[], key: "cpuMs" | "activeMs") =>
    figures.reduce((total, figure) => total + figure[key], 0);
  const grown = (key: "cpuMs" | "activeMs") => sum(after, key) - sum(before, key);
  const counted = await countedStatements(stage.db, WORKER_USER);
  return { size, ms, cpuMs: grown("cpuMs"), activeMs: grown("activeMs"), counted };
}

function measured({ workers }: NightlyStage): Promise<Measured[]> {
  return Promise.all(workers.map((worker) => worker.ask("measure", { collect: false })));
}

function rowsOf(nights: readonly Night[], symbolsAlone: Night, onTwo: Night, worker: Measured): BenchRow[] {
  const whole = nights.filter(({ size }) => size === ACCOUNTS);
  const row = (name: string, unit: string, values: readonly number[]) => ({ name: `night: ${name}`, unit, values });
  const perRun = (of: (counted: CountedStatements) => number) =>
    whole.map(({ counted }) => (of(counted) - of(symbolsAlone.counted)) / ACCOUNTS);
  return [
    ...SIZES.map((size) =>
      timed(
        `night: ${size} accounts × ${POSITIONS} positions over ${SYMBOLS} symbols`,
        nights.filter((each) => each.size === size).map(({ ms }) => ms),
      ),
    ),
    ...growthRows("accounts", "account", nights),
    row("run over all symbols alone", "ms", [symbolsAlone.ms]),
    row("statements of the run over symbols", "statements", [symbolsAlone.counted.statements]),
    row(
      "statements a portfolio's run",
      "statements",
      perRun(({ statements }) => statements),
    ),
    row(
      "rows read and written a portfolio's run",
      "rows",
      perRun(({ rows }) => rows),
    ),
    row("processor of the worker an account", "ms", [...whole.map(({ cpuMs }) => cpuMs / ACCOUNTS)]),
    row(
      "worker computing",
      "share",
      whole.map(({ activeMs, ms }) => activeMs / ms),
    ),
    row(
      "database executing",
      "share",
      whole.map(({ counted, ms }) => counted.executionMs / ms),
    ),
    row("most memory of the worker", "MB", [worker.peakRssBytes / 1e6]),
    timed(`night: ${ACCOUNTS} accounts on two workers`, [onTwo.ms]),
    ratio(
      "night: two workers to one",
      [onTwo.ms],
      whole.slice(-1).map(({ ms }) => ms),
    ),
  ];
}

function baselineRow(values: readonly number[]): BenchRow {
  return timed(`night: baseline, ${COMMITS} one-row transactions`, values);
}
