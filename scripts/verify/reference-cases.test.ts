import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import referenceResults from "#lib/analytics/reference-results.json" with { type: "json" };
import { agrees } from "./agreement.ts";
import { numberTable, withNumberTable } from "./number-table.ts";
import { type ReferenceFile, readReferenceFile, referenceFolder } from "./reference-file.ts";
import { REFERENCE_SOURCES } from "./sources.ts";
import { verifyCase, verifySource } from "./verify-source.ts";

const documented = readFileSync(new URL("../../docs/numbers.md", import.meta.url), "utf8");

/** Skips where the cases are absent; under CI=true their absence fails. */
function withCases(name: string, body: (file: ReferenceFile) => void): void {
  const file = readReferenceFile(name);
  describe(`reference cases ${name}`, () => {
    if (file) body(file);
    else
      test("are there", (context) => {
        const message = `${name}.json is not in ${referenceFolder()}: set NONET_TEST_CASES`;
        if (process.env.CI === "true") throw new Error(message);
        context.skip(message);
      });
  });
}

for (const [index, source] of REFERENCE_SOURCES.entries()) {
  withCases(source.file, (file) => {
    const entries = file.cases.map((entry) => [entry.id, entry] as const);
    test.each(entries)("%s", (_, entry) => {
      expect(verifyCase(entry, file, source)).not.toMatchObject({ kind: "failed" });
    });

    test("the page and the document say what became of them", () => {
      expect(referenceResults[index]).toEqual(verifySource(source, file));
    });

    test("what is not held is there", () => {
      const ids = new Set(file.cases.map(({ id }) => id));
      expect(Object.keys(source.notHeld).filter((id) => !ids.has(id))).toEqual([]);
    });
  });
}

test("docs/numbers.md has the table of the newest results", () => {
  expect(referenceResults).toHaveLength(REFERENCE_SOURCES.length);
  expect(withNumberTable(documented, numberTable(referenceResults))).toBe(documented);
});

describe("agreement", () => {
  const exact = { abs: 0, rel: 0 };

  test("numbers within the larger tolerance, structures throughout", () => {
    expect(agrees(100, 100.9, { abs: 0.1, rel: 0.01 })).toBe(true);
    expect(agrees(100, 101.1, { abs: 0.1, rel: 0.01 })).toBe(false);
    expect(agrees([1, [2]], [1, [2]], exact)).toBe(true);
    expect(agrees([1, 2], [1], exact)).toBe(false);
    expect(agrees({ a: 1, b: 2 }, { a: 1 }, exact)).toBe(true);
    expect(agrees({ a: 1 }, { a: 1, c: 2 }, exact)).toBe(false);
    expect(agrees("1", 1, exact)).toBe(false);
  });

  test("what is not known agrees with what the source calls NaN or infinite, and with no number", () => {
    expect(agrees("NaN", null, exact)).toBe(true);
    expect(agrees(["NaN", "NaN"], null, exact)).toBe(true);
    expect(agrees([1, "Infinity"], [1, Number.NaN], exact)).toBe(true);
    expect(agrees(0, null, { abs: 1 })).toBe(false);
    expect(agrees([], null, exact)).toBe(false);
    expect(agrees("NaN", 0, exact)).toBe(false);
  });
});
