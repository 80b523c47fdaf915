import { expect, test } from "vitest";
import { isText } from "./use-paste.ts";

const picture = { type: "image/png" };
const csv = { type: "text/csv" };

test.each([
  ["text alone", [], "AAPL\t1", true],
  ["cells of a spreadsheet, with a picture of them", [picture], "AAPL\t1", true],
  ["a file, with its name", [csv], "positions.csv", false],
  ["a picture alone, which then is told to be no CSV", [picture], "", false],
])("pasted: %s", (_, files, text, isMeant) => {
  expect(isText(files, text)).toBe(isMeant);
});
