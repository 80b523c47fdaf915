import { afterAll, beforeAll, expect, test } from "vitest";
import { PLAN } from "#lib/run/plan.ts";
import { seededRandom } from "#server/market/sources/sample/seeded-random.ts";
import { expectSame } from "./fixtures/expect-same.ts";
import { type KillLane, openKillLane } from "./fixtures/kill-lane.ts";
import { isShort } from "./fixtures/short.ts";
import type { Fault, Place } from "./fixtures/statement-fault.ts";

const LANES = isShort ? 2 : 4;
const KILLS_PER_PHASE = isShort ? 1 : 20;
const PLACES: readonly Place[] = ["before", "sent", "answered"];
/** The nine phases, and the statements before, between and after them. */
const STRETCHES = ["start", ...PLAN.map(({ id }) => id), "between"];

let lanes: KillLane[];

beforeAll(async () => {
  lanes = await Promise.all(Array.from({ length: LANES }, openKillLane));
}, 120_000);
afterAll(() => Promise.all(lanes.map((lane) => lane.close())), 60_000);

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

test("[RUN6] F1 a worker killed at any statement: the same rows, the same end, one gap-free log", {
  timeout: 1_800_000,
}, async () => {
  const references = await Promise.all(lanes.map((lane) => lane.undisturbed()));
  const { outcome: reference, statements } = references[0]!;
  for (const { outcome } of references) expectSame(outcome, reference);

  const random = seededRandom(process.env.NONET_TEST_SEED ?? "survival");
  const draw = (phase: string): Fault => ({
    phase,
    statement: 1 + Math.floor(random() * (statements[phase] ?? 1)),
    place: PLACES[Math.floor(random() * PLACES.length)]!,
  });
  const wanted = STRETCHES.flatMap((phase) => Array.from({ length: KILLS_PER_PHASE }, () => phase));
  const kills = new Map<string, number>(STRETCHES.map((phase) => [phase, 0]));
  const resumed: number[] = [];
  let equal = 0;
  const work = async (lane: KillLane) => {
    for (let phase = wanted.pop(); phase !== undefined; phase = wanted.pop()) {
      const fault = draw(phase);
      const { killed, resumeMs, outcome } = await lane.run(fault);
      expectSame(outcome, reference, killed ?? fault);
      equal += 1;
      if (killed) kills.set(killed.phase, (kills.get(killed.phase) ?? 0) + 1);
      if (killed?.phase !== phase) wanted.push(phase);
      if (resumeMs !== null) resumed.push(resumeMs);
    }
  };
  await Promise.all(lanes.map(work));

  console.log(`F1: ${equal} runs, all equal to the undisturbed run; time to resume median ${median(resumed)} ms,`);
  console.log(`    max ${Math.max(...resumed)} ms; kills by stretch ${JSON.stringify(Object.fromEntries(kills))}`);
  for (const phase of STRETCHES) expect(kills.get(phase), phase).toBeGreaterThanOrEqual(KILLS_PER_PHASE);
});
