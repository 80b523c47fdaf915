import { expect, test } from "vitest";
import { GICS_SECTORS } from "#lib/sectors.ts";
import { parseSectorWeights } from "./parse-sector-weights.ts";
import { sectorWeightsCsv } from "./sector-weights-csv.ts";

const PUBLISHED = [0.346, 0.098, 0.131, 0.028, 0.103, 0.049, 0.08, 0.017, 0.019, 0.024, 0.107];
const sectors = GICS_SECTORS.map((sector, i) => ({ sector, weight: PUBLISHED[i]! }));

test("what is written is what is read", () => {
  const origin = 'S&P, "rounded"';
  const written = sectorWeightsCsv([
    { asOf: "2025-12-31", sectors, origins: [origin] },
    { asOf: "2025-11-28", sectors: sectors.toReversed(), origins: [] },
  ]);
  const { weights, problems } = parseSectorWeights(written, { today: "2026-01-31" });
  expect(problems).toEqual([]);
  expect(weights.slice(0, 11)).toEqual(sectors.map((each) => ({ ...each, asOf: "2025-12-31", source: origin })));
  expect(weights.slice(11)).toEqual(
    sectors.toReversed().map((each) => ({ ...each, asOf: "2025-11-28", source: null })),
  );
});

test("no spreadsheet runs a source as a formula", () => {
  const written = sectorWeightsCsv([{ asOf: "2025-12-31", sectors, origins: ["=HYPERLINK(1)"] }]);
  expect(written.split("\n")[1]).toBe("Information Technology,34.6,2025-12-31,'=HYPERLINK(1)");
});
