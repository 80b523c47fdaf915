import { expect, test } from "vitest";
import { createFormat } from "#lib/format.ts";
import { captureReading, drawdownReading, ratioReading } from "./ratio-reading.ts";

const format = createFormat("en-GB");

test("a ratio is read as one percentage per another", () => {
  expect(ratioReading(-0.834, "a year over SPY", "tracking error", format)).toBe(
    "−0.83% a year over SPY per 1% of tracking error",
  );
});

test("capture says which side of the index it is about, and when the account went the other way", () => {
  expect(captureReading("rose", 1.1, format)).toBe("Gained 110% of what SPY gained, on sessions on which SPY rose");
  expect(captureReading("fell", 0.9, format)).toBe("Lost 90% of what SPY lost, on sessions on which SPY fell");
  expect(captureReading("fell", -0.2, format)).toBe("Went the other way on sessions on which SPY fell");
});

test("a drawdown has its three dates, as far as they are there", () => {
  const fall = { depth: -0.2, peak: "2019-05-03", trough: "2019-06-03", recovery: "2019-09-12" };
  expect(drawdownReading(fall, format)).toBe("From 3 May 2019 to 3 Jun 2019, made good on 12 Sept 2019");
  expect(drawdownReading({ ...fall, peak: null, recovery: null }, format)).toBe(
    "From the opening to 3 Jun 2019, not made good yet",
  );
});
