import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { openClient } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

/** The page is as high as the window whatever is unfolded: the lists in it scroll. */
async function expectNoScrolling(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  const heights = await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    return [document.documentElement.scrollHeight, window.innerHeight];
  });
  expect(heights).toEqual([800, 800]);
}

test("[PH7] [RUN9] a failing phase is shown red while the others go on, and a retry starts at it", async ({ page }) => {
  const sql = openClient(
    required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
    { max: 1 },
  );
  // The table refuses every row from here on, as a full disk or a damaged index would.
  await sql`alter table fundamentals add constraint refuses check (false) not valid`;
  await sql`delete from fundamentals_sync`;
  try {
    const { runId } = await onboardSample(page.request);
    await page.goto(`/runs/${runId}`);
    expect(await endOfRun(page)).toBe("partial");
    const failed = page.locator('[data-phase="phase_2"]');
    await expect(failed).toHaveAttribute("data-status", "failed");
    await expect(failed.getByRole("img", { name: "Failed" })).toBeVisible();
    await expect(page.locator('[data-phase="phase_3"]')).toHaveAttribute("data-status", "completed");
    await expect(page.locator('[data-phase="phase_6"]')).toHaveAttribute("data-status", "completed");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Portfolio Setup Completed with Warnings");
    await expectNoScrolling(page);
    await sql`alter table fundamentals drop constraint refuses`;

    await page.getByRole("button", { name: "Retry from Fundamental Data Collection" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(runId));
    expect(["completed", "partial"]).toContain(await endOfRun(page));
    await expect(page.getByRole("link", { name: `Retry of run ${runId.slice(0, 8)}` })).toBeVisible();
    await expect(page.locator('[data-phase="phase_1"]')).toContainText(`carried over from run ${runId.slice(0, 8)}`);
    await expect(page.locator('[data-phase="phase_2"]')).not.toHaveAttribute("data-status", "failed");
  } finally {
    await sql`alter table fundamentals drop constraint if exists refuses`;
    await sql.end();
  }
});
