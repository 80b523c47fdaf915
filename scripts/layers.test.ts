import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkLayers } from "./layers.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "layers-"));
});
afterEach(() => rm(root, { recursive: true }));

/** Writes the files given as path → text and answers what the check says, as "path:line problem". */
async function check(files: Record<string, string>): Promise<string[]> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const { violations } = await checkLayers(root);
  return violations.map(({ path, line, problem }) => `${path}:${line} ${problem}`);
}

describe("import directions", () => {
  test.each([
    ["lib/analytics/beta.ts", "zod/mini"],
    ["lib/analytics/beta.ts", "#lib/format.ts"],
    ["lib/run/fold.ts", "zod"],
    ["lib/run/fold.ts", "#lib/format.ts"],
    ["lib/run-store/store.ts", "#server/db/client.ts"],
    ["lib/run-store/store.ts", "drizzle-orm"],
    ["lib/format.ts", "node:fs"],
    ["components/run/row.tsx", "#server/queries/runs.ts"],
    ["components/run/row.tsx", "drizzle-orm/pg-core"],
    ["app/page.tsx", "#server/engine/recorder.ts"],
    ["app/page.tsx", "#server/live/gateway.ts"],
    ["app/page.tsx", "socket.io"],
    ["server/queries/runs.ts", "#server/engine/recorder.ts"],
    ["server/engine/recorder.ts", "#server/phases/registry.ts"],
    ["server/engine/recorder.ts", "#server/market/price-source.ts"],
    ["server/engine/recorder.ts", "hono"],
    ["server/engine/recorder.ts", "socket.io"],
    ["server/engine/recorder.ts", "next/headers"],
    ["server/phases/fundamentals/fundamentals.ts", "#server/phases/market-data/market-data.ts"],
    ["server/phases/fundamentals/fundamentals.ts", "#server/live/gateway.ts"],
    ["server/db/client.ts", "#server/queries/runs.ts"],
    ["server/http/api.ts", "#components/run/row.tsx"],
  ])("%s may not import %s", async (path, specifier) => {
    const text = `\nimport { x } from "${specifier}";\n`;
    const target = specifier.startsWith("#") ? { [specifier.slice(1)]: "" } : {};
    expect(await check({ ...target, [path]: text })).toEqual([`${path}:2 imports ${specifier}`]);
  });

  test.each([
    `import type { Row } from "#server/db/client.ts";`,
    `export type { Row } from "#server/db/client.ts";`,
    `const client = await import("#server/db/client.ts");`,
    `type Client = import("#server/db/client.ts").Client;`,
    `import "#server/db/client.ts";`,
  ])("every way to write an import counts: %s", async (text) => {
    const found = await check({ "components/row.tsx": text, "server/db/client.ts": "" });
    expect(found).toEqual(["components/row.tsx:1 imports #server/db/client.ts"]);
  });

  test("what the house allows is left alone", async () => {
    const found = await check({
      "lib/analytics/beta.ts": `import { Matrix } from "ml-matrix";\nimport { required } from "#lib/assert.ts";`,
      "lib/assert.ts": "",
      "lib/run/fold.ts": `import * as z from "zod/mini";`,
      "app/page.tsx": `import { Row } from "#components/row.tsx";\nexport default function Page() {}`,
      "components/row.tsx": "",
      "server/phases/ports.ts": "",
      "server/phases/fundamentals/fundamentals.ts": `import { x } from "../ports.ts";`,
      "server/main.ts": `import { x } from "#server/phases/ports.ts";\nimport next from "next";`,
      "server/phases/ports.test.ts": `import { x } from "#tests/fixtures/database.ts";`,
      "tests/fixtures/database.ts": "",
    });
    expect(found).toEqual([]);
  });
});

describe("rules about files", () => {
  test("benches may use the tests' stand-ins, and no test", async () => {
    const found = await check({
      "scripts/bench/a.ts": `import { x } from "#tests/fixtures/b.ts";\nimport { y } from "#tests/e2e/c.ts";`,
      "tests/e2e/c.ts": "",
      "tests/fixtures/b.ts": "",
    });
    expect(found).toEqual(["scripts/bench/a.ts:2 imports #tests/e2e/c.ts, a test's file"]);
  });

  test("source never imports tests", async () => {
    const found = await check({
      "lib/a.ts": `import { x } from "#tests/fixtures/b.ts";\nimport { y } from "./c.test.ts";`,
      "lib/c.test.ts": "",
      "tests/fixtures/b.ts": "",
    });
    expect(found).toEqual([
      "lib/a.ts:1 imports #tests/fixtures/b.ts, a test's file",
      "lib/a.ts:2 imports ./c.test.ts, a test's file",
    ]);
  });

  test("an import of nothing, and one that climbs out of its part of the house", async () => {
    const found = await check({
      "lib/run/a.ts": `import "./gone.ts";`,
      "lib/a.ts": "",
      "lib/run-store/b.ts": `import "../a.ts";`,
    });
    expect(found).toEqual([
      "lib/run-store/b.ts:1 imports ../a.ts",
      "lib/run/a.ts:1 imports ./gone.ts, which does not exist",
    ]);
  });

  test("a cycle, also of types alone", async () => {
    const found = await check({
      "lib/a.ts": `import { b } from "./b.ts";`,
      "lib/b.ts": `import type { A } from "#lib/a.ts";`,
    });
    expect(found).toEqual(["lib/a.ts:1 is part of a cycle: lib/a.ts → lib/b.ts → lib/a.ts"]);
  });

  test("barrels and default exports, except where Next takes them", async () => {
    const found = await check({
      "lib/index.ts": "",
      "lib/all.ts": `\nexport * from "./one.ts";`,
      "lib/one.ts": "export default 1;",
      "app/page.tsx": "export default 1;",
      "app/page-run.ts": "export default 1;",
      "next.config.ts": "export default 1;",
    });
    expect(found).toEqual([
      "app/page-run.ts:1 has a default export",
      "lib/all.ts:2 is a barrel",
      "lib/index.ts:1 is a barrel",
      "lib/one.ts:1 has a default export",
    ]);
  });

  test("a file of more than 400 lines", async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `export const v${n} = 1;\n`).join("");
    const found = await check({ "lib/long.ts": lines(401), "lib/fits.ts": lines(400) });
    expect(found).toEqual(["lib/long.ts:400 401 lines, the most is 400"]);
  });
});

test("says how many files were read, so that reading none can be a failure", async () => {
  expect(await checkLayers(root)).toEqual({ files: 0, violations: [] });
  await check({ "lib/a.ts": "" });
  expect((await checkLayers(root)).files).toBe(1);
});

test("a file that is no TypeScript fails the check instead of passing unread", async () => {
  await expect(check({ "lib/a.ts": "export const = ;" })).rejects.toThrow("lib/a.ts");
});
