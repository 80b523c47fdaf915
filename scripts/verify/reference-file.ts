import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
}

/** One published or certified value; `inputs` and `expected` are as the file's own `conventions` say. */
export interface ReferenceCase {
  readonly id: string;
  readonly function: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly tolerance: Tolerance;
}

export interface ReferenceFile {
  readonly source: { readonly repo: string; readonly licence: string };
  readonly series?: Readonly<Record<string, unknown>>;
  readonly cases: readonly ReferenceCase[];
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Folder of the reference cases: NONET_TEST_CASES, else `../shared/cases` beside the repository. */
export function referenceFolder(): string {
  return resolve(root, process.env.NONET_TEST_CASES ?? "../shared/cases");
}

/** A file of reference cases, e.g. "nist_linear_regression"; null where it is absent. */
export function readReferenceFile(name: string): ReferenceFile | null {
  const path = resolve(referenceFolder(), `${name}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as ReferenceFile) : null;
}
