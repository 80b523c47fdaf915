import { expect, test } from "vitest";
import { sourceInFull, sourceInWords } from "./source-in-words.ts";

test("sources are named so that they fit a sentence", () => {
  const live = { name: "live", label: "Live: Yahoo Finance, then Massive" };
  expect(sourceInWords(live)).toBe("the live sources");
  expect(sourceInFull(live)).toBe("Yahoo Finance, then Massive");
  expect(sourceInWords({ name: "yahoo", label: "Yahoo Finance" })).toBe("Yahoo Finance");
  expect(sourceInFull({ name: "sample", label: "Simulated market" })).toBe("the simulated market");
});
