import { describe, expect, test } from "vitest";
import type { Checkpoint, PhaseContext, PhaseModule, RunScope } from "#server/engine/phase.ts";
import { createStubSource } from "#tests/fixtures/stub-source.ts";
import { acrossSources, ofPortfolio } from "./across-sources.ts";
import type { PhasePorts } from "./ports.ts";

const scope = { portfolio: null, dates: ["2025-07-18"], finalDate: "2025-07-18" } as unknown as RunScope;

/** Ports of which a phase under test uses its source's label and symbols only. */
function portsOf(label: string, symbols: string[], furtherSources: PhasePorts[] = []): PhasePorts {
  const source = createStubSource({ present: "2025-07-18", label, name: `upload:${label}` });
  return { source, symbols, furtherSources } as unknown as PhasePorts;
}

const sourcesIn = (ports: PhasePorts) => [{ ...ports, furtherSources: [] }, ...(ports.furtherSources ?? [])];

/** A phase that commits once per symbol and notes where it began. */
function countingPhase(began: string[], failing: readonly string[] = []): PhaseModule<"phase_1", PhasePorts> {
  return {
    id: "phase_1",
    failure: "fails-run",
    total: (_scope, { symbols }) => (symbols.length > 0 ? { total: symbols.length } : { skip: "no symbols" }),
    async execute({ ports, resumed, commit }) {
      const { label } = ports.source;
      began.push(`${label} at ${resumed?.done ?? 0}`);
      if (failing.includes(label)) throw Object.assign(new Error("no price"), { code: "no-prices" });
      for (let done = (resumed?.done ?? 0) + 1; done <= ports.symbols.length; done++) {
        await commit({ done, tally: `${label} ${done}` }, async () => undefined);
      }
      const warnings = [{ code: "late", message: "one is late", items: ["A"] }];
      return { result: { label }, report: { summary: `${ports.symbols.length} done`, counts: { done: 1 }, warnings } };
    },
  };
}

function contextOf(ports: PhasePorts, resumed: Checkpoint<unknown> | null = null, most = Number.POSITIVE_INFINITY) {
  const commits: Checkpoint<unknown>[] = [];
  const context: PhaseContext<PhasePorts, unknown> = {
    ...{ scope, ports, resumed, signal: new AbortController().signal },
    async commit(checkpoint) {
      if (commits.length >= most) throw new Error("the worker is lost");
      commits.push(JSON.parse(JSON.stringify(checkpoint)) as Checkpoint<unknown>);
    },
    breathe: async () => undefined,
  };
  return { context, commits };
}

describe("a phase across sources", () => {
  test("[PH3] is the phase itself where there is one source", async () => {
    const began: string[] = [];
    const phase = acrossSources(countingPhase(began));
    const { context, commits } = contextOf(portsOf("One", ["A", "B"]));
    expect(phase.total(scope, context.ports)).toEqual({ total: 2 });
    expect((await phase.execute(context)).report.summary).toBe("2 done");
    expect(commits.map(({ tally }) => tally)).toEqual(["One 1", "One 2"]);
  });

  test("[PH3] counts up over all sources, and says of each what came of it", async () => {
    const phase = acrossSources(countingPhase([]));
    const ports = portsOf("One", ["A", "B"], [portsOf("None", []), portsOf("Two", ["A", "C", "D"])]);
    const { context, commits } = contextOf(ports);
    expect(phase.total(scope, ports)).toEqual({ total: 5 });
    const { report, result } = await phase.execute(context);
    expect(commits.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
    expect(report).toMatchObject({ summary: "One: 2 done · Two: 3 done", counts: { done: 2 } });
    expect(report.warnings.map(({ message }) => message)).toEqual(["One: one is late", "Two: one is late"]);
    expect(result).toEqual([
      { source: "One", result: { label: "One" } },
      { source: "Two", result: { label: "Two" } },
    ]);
  });

  test("[RUN6] goes on at the source and the unit where it was broken off", async () => {
    const ports = portsOf("One", ["A", "B"], [portsOf("Two", ["A", "C", "D"])]);
    const cut = contextOf(ports, null, 3);
    await expect(acrossSources(countingPhase([])).execute(cut.context)).rejects.toThrow("the worker is lost");
    const began: string[] = [];
    const rest = contextOf(ports, cut.commits.at(-1));
    const { report } = await acrossSources(countingPhase(began)).execute(rest.context);
    expect(began).toEqual(["Two at 1"]);
    expect(rest.commits.map(({ done }) => done)).toEqual([4, 5]);
    expect(report.summary).toBe("One: 2 done · Two: 3 done");
  });

  test("[RUN6] goes on source by source, whichever have come or gone since it was broken off", async () => {
    const began: string[] = [];
    const before = portsOf("One", ["A", "B"], [portsOf("Two", ["A", "C", "D"]), portsOf("Three", ["A"])]);
    const cut = contextOf(before, null, 4);
    await expect(acrossSources(countingPhase([])).execute(cut.context)).rejects.toThrow("the worker is lost");
    const come = contextOf(portsOf("New", ["N"], [...sourcesIn(before).toReversed()]), cut.commits.at(-1));
    const { report } = await acrossSources(countingPhase(began)).execute(come.context);
    expect(began).toEqual(["Two at 2", "New at 0", "Three at 0"]);
    expect(come.commits.map(({ done }) => done)).toEqual([5, 6, 7]);
    expect(report.summary).toBe("One: 2 done · Two: 3 done · New: 1 done · Three: 1 done");
    began.length = 0;
    const gone = contextOf(portsOf("Three", ["A"], [portsOf("New", ["N"])]), cut.commits.at(-1));
    const left = await acrossSources(countingPhase(began)).execute(gone.context);
    expect(began).toEqual(["Three at 0", "New at 0"]);
    expect(left.report.summary).toBe("Three: 1 done · New: 1 done");
  });

  test("[PH7] a source without any price is a warning as long as another has one", async () => {
    const ports = portsOf("One", ["A"], [portsOf("Two", ["A"])]);
    const { report } = await acrossSources(countingPhase([], ["One"])).execute(contextOf(ports).context);
    expect(report.summary).toBe("One: no prices · Two: 1 done");
    expect(report.warnings[0]).toEqual({ code: "source-without-prices", message: "One: no price", items: [] });
    const none = acrossSources(countingPhase([], ["One", "Two"])).execute(contextOf(ports).context);
    await expect(none).rejects.toThrow("no price no price");
  });

  test("[PH5] phases of one portfolio are left out of runs over symbols", () => {
    const phase = ofPortfolio(countingPhase([]));
    expect(phase.total(scope, portsOf("One", ["A"]))).toEqual({ skip: "each portfolio has a run of its own" });
  });
});
