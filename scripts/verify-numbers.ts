import { readFile, writeFile } from "node:fs/promises";
import { numberTable, withNumberTable } from "./verify/number-table.ts";
import { readReferenceFile, referenceFolder } from "./verify/reference-file.ts";
import { REFERENCE_SOURCES } from "./verify/sources.ts";
import { verifySource } from "./verify/verify-source.ts";

const DOCUMENT = new URL("../docs/numbers.md", import.meta.url);
const RESULTS = new URL("../lib/analytics/reference-results.json", import.meta.url);

const results = REFERENCE_SOURCES.map((source) => {
  const file = readReferenceFile(source.file);
  if (!file) throw new Error(`${source.file}.json is not in ${referenceFolder()}: set NONET_TEST_CASES`);
  return verifySource(source, file);
});
console.table(results.map(({ title, source, cases, passed }) => ({ title, source, cases, passed })));
for (const { cases, reason } of results.flatMap(({ notHeld }) => notHeld)) console.log(`${cases} not held: ${reason}`);
await writeFile(DOCUMENT, withNumberTable(await readFile(DOCUMENT, "utf8"), numberTable(results)));
await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
