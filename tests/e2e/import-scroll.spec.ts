import { expect, type Page } from "@playwright/test";
import { test } from "./newcomer.ts";
import { manyPositions } from "./positions-files.ts";

/** What the page's elements have been shifted by since it was opened, unasked. */
async function shifts(page: Page): Promise<readonly number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const found: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ("value" in entry) found.push(Number(entry.value));
        });
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(found)));
      }),
  );
}

test("scrolling the lines of a large file shifts nothing", async ({ page }) => {
  await page.goto("/onboarding");
  await page.getByLabel("Choose a file").setInputFiles(manyPositions());
  await expect(page.getByRole("status").filter({ hasText: "10,000 positions · ready to import" })).toBeVisible({
    timeout: 120_000,
  });
  const lines = page.getByRole("region", { name: "Lines of the file" });
  await lines.scrollIntoViewIfNeeded();
  await lines.hover();
  const before = await shifts(page);
  const places = [];
  for (let turn = 0; turn < 30; turn++) {
    await page.mouse.wheel(0, turn < 20 ? 900 : -700);
    places.push(
      await lines.evaluate((box) => new Promise((resolve) => requestAnimationFrame(() => resolve(box.scrollTop)))),
    );
  }
  expect(new Set(places).size).toBeGreaterThan(5);
  // What comes to be known of the symbols meanwhile moves nothing either.
  await expect(page.getByText(/known to [^.]+$|could not be checked now$/).first()).toBeVisible();
  await expect(
    page.getByText(/^(No splits are known|Splits are not all known|\d+ splits? since)/).first(),
  ).toBeVisible();
  const after = await shifts(page);
  expect(after.slice(before.length)).toEqual([]);
});
