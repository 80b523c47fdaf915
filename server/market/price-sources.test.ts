import { expect, test } from "vitest";
import { createPriceSources } from "./price-sources.ts";

test("price files are a source only where a folder is configured", () => {
  expect([...createPriceSources({ pricesDir: null }).keys()]).toEqual(["sample"]);
  expect([...createPriceSources({ pricesDir: "prices" }).keys()]).toEqual(["sample", "files"]);
});

test("the clock decides what the simulated market has reported", async () => {
  const reportedBy = async (date: string) => {
    const sources = createPriceSources({ pricesDir: null, clock: () => new Date(`${date}T23:00:00Z`) });
    return (await sources.get("sample")?.fundamentals("KO"))?.statements[0]?.periodEnd;
  };
  expect([await reportedBy("2025-06-16"), await reportedBy("2026-06-15")]).toEqual(["2025-03-31", "2026-03-31"]);
});
