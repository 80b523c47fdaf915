import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { priceFolderNotice } from "./price-folder-notice.ts";

test("no folder and one that can be read need no notice", async () => {
  expect(await priceFolderNotice({ pricesDir: null })).toBeNull();
  expect(await priceFolderNotice({ pricesDir: tmpdir() })).toBeNull();
});

test.each([
  [join(import.meta.dirname, "no-such-folder"), "does not exist"],
  [import.meta.filename, "is a file"],
])("a folder of price files that cannot be read is named with its variable", async (pricesDir, fault) => {
  const notice = await priceFolderNotice({ pricesDir });
  expect(notice).toBe(`NONET_PRICES_DIR names the folder ${pricesDir}, which ${fault}. Runs on its prices will fail.`);
});
