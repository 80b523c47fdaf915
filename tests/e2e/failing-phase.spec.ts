import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { expect, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { openClient } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

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
    await sql`alter table fundamentals drop constraint refuses`;

    await page.getByRole("button", { name: "Retry from Fundamental Data Collection" }).click();
    const question = page.getByRole("alertdialog", { name: "Retry from Fundamental Data Collection?" });
    await question.getByRole("button", { name: "Start the retry" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(runId));
    expect(["completed", "partial"]).toContain(await endOfRun(page));
    const chain = page.getByRole("navigation", { name: "This run and its retries" });
    await expect(chain).toContainText("Retry 1 of 1");
    await expect(chain.getByRole("link", { name: "First run" })).toHaveAttribute("href", `/runs/${runId}`);
    await expect(page.locator('[data-phase="phase_1"]')).toContainText(`carried over from run ${runId.slice(0, 8)}`);
    await expect(page.locator('[data-phase="phase_2"]')).not.toHaveAttribute("data-status", "failed");

    await page.goBack();
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run", runId);
    await expect(chain).toContainText("Retried once");
  } finally {
    await sql`alter table fundamentals drop constraint if exists refuses`;
    await sql.end();
  }
});

test("[PH9] warnings unfolded scroll in their list and leave the page as high as the window", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  // Files have prices alone: no profiles, no statements.
  const answer = await page.request.post("/api/v1/portfolios", {
    multipart: {
      file: createReadStream("tests/fixtures/portfolios/real-us-20.csv"),
      ...{ name: "Real prices", accountName: `Real ${randomUUID().slice(0, 8)}`, accountType: "taxable" },
      ...{ openingEquity: "2500000", priceSource: "files", from: "2019-11-01", to: "2019-12-06", importAgain: "true" },
    },
  });
  const { run } = await answer.json();
  await page.goto(`/runs/${run.id}`);
  expect(await endOfRun(page)).toBe("partial");
  for (const row of await page.locator("[data-phase] > div button").all()) await row.click();
  const list = page.locator("ol", { has: page.locator("[data-phase]") });
  expect(await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeGreaterThan(200);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(800);
});
