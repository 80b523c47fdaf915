import { expect, test } from "vitest";
import { firstChangedDate } from "./first-changed-date.ts";

const table = (asOf: string, energy = 0.03) => ({
  asOf,
  sectors: [
    { sector: "Energy", weight: energy },
    { sector: "Utilities", weight: 1 - energy },
  ],
});
const [JAN, FEB, MAR] = [table("2025-01-31"), table("2025-02-28"), table("2025-03-31")];

test("is none where the same weights stand, in whatever order", () => {
  expect(firstChangedDate([JAN, FEB], [{ ...FEB, sectors: FEB.sectors.toReversed() }, JAN])).toBeNull();
});

test("is the date of weights that are added, replaced or removed", () => {
  expect(firstChangedDate([JAN, FEB], [JAN, FEB, MAR])).toBe("2025-03-31");
  expect(firstChangedDate([JAN, FEB, MAR], [JAN, table("2025-02-28", 0.04), table("2025-03-31", 0.04)])).toBe(
    "2025-02-28",
  );
  expect(firstChangedDate([JAN, FEB, MAR], [JAN, MAR])).toBe("2025-02-28");
});

test("is the beginning where the oldest weights change: they also stand beside the days before", () => {
  expect(firstChangedDate([JAN, FEB], [table("2025-01-31", 0.04), FEB])).toBe("1990-01-02");
  expect(firstChangedDate([FEB], [JAN, FEB])).toBe("1990-01-02");
  expect(firstChangedDate([JAN, FEB], [FEB])).toBe("1990-01-02");
  expect(firstChangedDate([], [JAN])).toBe("1990-01-02");
  expect(firstChangedDate([JAN], [])).toBe("1990-01-02");
});
