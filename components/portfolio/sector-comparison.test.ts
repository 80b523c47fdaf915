import { expect, test } from "vitest";
import { compareSectors } from "./sector-comparison.ts";

const sector = (name: string, weight: number, indexWeight: number | null) => ({ sector: name, weight, indexWeight });

test("where every sector is known its share is compared as it is", () => {
  const all = [sector("Energy", 0.75, 0.25), sector("ETF", 0.25, null)];
  expect(compareSectors(all)).toEqual({
    known: 1,
    sectors: [
      { sector: "Energy", weight: 0.75, indexWeight: 0.25, difference: 0.5 },
      { sector: "ETF", weight: 0.25, indexWeight: null, difference: null },
    ],
  });
});

test("where some are not known what is known is taken as the whole", () => {
  const part = [sector("Energy", 0.25, 0.25), sector("Utilities", 0.25, 0.75), sector("Uncategorized", 0.5, null)];
  const { known, sectors } = compareSectors(part);
  expect(known).toBe(0.5);
  expect(sectors.map(({ weight, difference }) => [weight, difference])).toEqual([
    [0.25, 0.25],
    [0.25, -0.25],
    [0.5, null],
  ]);
});

test("where none is known nothing is compared, and no sector is said to be absent", () => {
  const none = [sector("Uncategorized", 1, null), sector("Energy", 0, 0.25)];
  expect(compareSectors(none)).toEqual({
    known: 0,
    sectors: [
      { sector: "Uncategorized", weight: 1, indexWeight: null, difference: null },
      { sector: "Energy", weight: null, indexWeight: 0.25, difference: null },
    ],
  });
});
