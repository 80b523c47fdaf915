import { mkdir, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus } from "node:os";
import { median } from "simple-statistics";
import type { BenchRow } from "./bench/bench-row.ts";

/** The benches by name, each loaded when asked for. */
const BENCHES: Record<string, () => Promise<BenchRow[]>> = {
  arithmetic: async () => (await import("./bench/arithmetic.ts")).arithmetic(),
  batch: async () => (await import("./bench/batch.ts")).batch(),
  fetch: async () => (await import("./bench/fetch.ts")).fetchPrices(),
  live: async () => (await import("./bench/live.ts")).live(),
  page: async () => (await import("./bench/page.ts")).page(),
  replay: async () => (await import("./bench/replay.ts")).replay(),
  sockets: async () => (await import("./bench/sockets.ts")).sockets(),
};

const RESULTS = new URL("../bench-results/", import.meta.url);

async function run(name: string): Promise<void> {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`there is no bench "${name}"; there are: ${Object.keys(BENCHES).join(", ")}`);
  const rows = await bench();
  console.log(`\n${name} · ${availableParallelism()} × ${cpus()[0]?.model ?? arch()} · Node ${process.version}`);
  console.table(
    Object.fromEntries(
      rows.map(({ name: row, unit, values }) => [
        row,
        {
          median: round(median([...values])),
          min: round(Math.min(...values)),
          max: round(Math.max(...values)),
          ...{ unit, n: values.length },
        },
      ]),
    ),
  );
  await mkdir(RESULTS, { recursive: true });
  await writeFile(new URL(`${name}.json`, RESULTS), `${JSON.stringify({ name, at: new Date(), rows }, null, 2)}\n`);
}

/** Three digits are more than a shared machine is good for. */
const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) await run(name);
