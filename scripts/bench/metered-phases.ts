import { performance } from "node:perf_hooks";
import { PLAN } from "#lib/run/plan.ts";
import type { Database } from "#server/db/client.ts";
import type { PhaseModule, PhaseRegistry } from "#server/engine/phase.ts";
import type { PhasePorts } from "#server/phases/ports.ts";
import { type CountedStatements, countedStatements, countFromHere } from "./counted-statements.ts";

/** What a phase did from its first line to its report. */
export interface MeteredPhase {
  readonly id: string;
  readonly wallMs: number;
  /** In which the process's event loop was at work. */
  readonly activeMs: number;
  readonly counted: CountedStatements;
}

export interface MeteredPhases {
  readonly phases: PhaseRegistry<PhasePorts>;
  /** Measures from now on, by a client of its own: the statements of `user`. */
  meter(db: Database, user: string): void;
  /** What has been measured since it was last asked. Of one run at a time. */
  take(): MeteredPhase[];
}

/** The phases of a registry, each of which can be measured as it runs. */
export function meteredPhases(registry: PhaseRegistry<PhasePorts>): MeteredPhases {
  let measured: MeteredPhase[] = [];
  let by: { readonly db: Database; readonly user: string } | null = null;

  async function metered<Executed>(id: string, execute: () => Promise<Executed>): Promise<Executed> {
    if (by === null) return execute();
    await countFromHere(by.db);
    const [startedAt, loop] = [performance.now(), performance.eventLoopUtilization()];
    const executed = await execute();
    const [wallMs, { active: activeMs }] = [performance.now() - startedAt, performance.eventLoopUtilization(loop)];
    measured.push({ id, wallMs, activeMs, counted: await countedStatements(by.db, by.user) });
    return executed;
  }

  const wrapped = PLAN.map(({ id }) => {
    const module: PhaseModule<typeof id, PhasePorts> = registry[id];
    return [
      id,
      { ...module, execute: (context) => metered(id, () => module.execute(context)) } satisfies typeof module,
    ];
  });
  return {
    // One of each of the plan's phases, by its id.
    phases: Object.fromEntries(wrapped) as PhaseRegistry<PhasePorts>,
    meter(db, user) {
      by = { db, user };
    },
    take() {
      const taken = measured;
      measured = [];
      return taken;
    },
  };
}
