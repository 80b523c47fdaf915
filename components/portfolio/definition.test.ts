import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { metricDefinition } from "#lib/analytics/metric-catalogue.ts";

test("every definition that a component asks for by name is in the catalogue", () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".tsx"));
  const asked = files.flatMap((name) => {
    const source = readFileSync(`${import.meta.dirname}/${name}`, "utf8");
    return [...source.matchAll(/\bmetric(?:=|: )"([a-z0-9-]+)"/g)].map((match) => match[1] ?? "");
  });
  expect(asked.length).toBeGreaterThan(20);
  for (const id of asked) expect(metricDefinition(id).id).toBe(id);
});
