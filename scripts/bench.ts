import { mkdir, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus } from "node:os";
import { median } from "simple-statistics";
import type { BenchRow } from "./bench/bench-row.ts";

/** The benches by name, each loaded when asked for. */
const BENCHES: Record<string, () => Promise<BenchRow[]>> = {
  batch: async () => (await import("./bench/batch.ts")).batch(),
};

const RESULTS = new URL("../bench-results/", import.meta.url);

async function run(name: string): Promise<void> {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`there is no bench "${name}"; there are: ${Object.keys(BENCHES).join(", ")}`);
  const rows = await bench();
  console.log(`\n${name} · ${availableParallelism()} × ${cpus()[0]?.model ?? arch()} · Node ${process.version}`);
  console.table(
    Object.fromEntries(
      rows.map(({ name: row, ms }) => [
        row,
        {
          "median ms": round(median([...ms])),
          "min ms": round(Math.min(...ms)),
          "max ms": round(Math.max(...ms)),
          n: ms.length,
        },
      ]),
    ),
  );
  await mkdir(RESULTS, { recursive: true });
  await writeFile(new URL(`${name}.json`, RESULTS), `${JSON.stringify({ name, at: new Date(), rows }, null, 2)}\n`);
}

const round = (ms: number) => Math.round(ms * 10) / 10;

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) await run(name);
