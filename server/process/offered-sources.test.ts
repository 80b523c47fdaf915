import { expect, test } from "vitest";
import { createPriceSources } from "#server/market/price-sources.ts";
import { createStubProvider } from "#tests/fixtures/stub-provider.ts";
import { offeredSources } from "./offered-sources.ts";

const offered = (...names: ("yahoo" | "massive")[]) => {
  const providers = names.map((name) => createStubProvider({ name }));
  return offeredSources(createPriceSources({ pricesDir: null, providers })).map(({ name }) => name);
};

test("all live providers together are offered where there are several", () => {
  expect(offered()).toEqual(["sample", "upload"]);
  expect(offered("yahoo")).toEqual(["yahoo", "sample", "upload"]);
  expect(offered("yahoo", "massive")).toEqual(["live", "yahoo", "massive", "sample", "upload"]);
});
