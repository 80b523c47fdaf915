import { expect } from "@playwright/test";
import { test } from "./newcomer.ts";
import { takePictures } from "./pictures.ts";
import { choosePositions } from "./positions-files.ts";

test("onboarding, from nothing to a file that is right", async ({ page }) => {
  await page.goto("/portfolios");
  await expect(page.getByRole("heading", { name: "No portfolio yet" })).toBeVisible();
  await takePictures(page, "portfolios-none");
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Upload your positions" })).toBeVisible();
  await takePictures(page, "onboarding");

  await choosePositions(page, "brokers/fidelity");
  await expect(page.getByRole("heading", { name: "Fidelity positions export" })).toBeVisible();
  await takePictures(page, "onboarding-broker");

  await choosePositions(page, "broken");
  await expect(page.getByRole("region", { name: "Problems", exact: true })).toBeVisible();
  await takePictures(page, "onboarding-problems");

  await choosePositions(page, "real-us-20");
  await page.getByRole("radio", { name: /^Simulated market/ }).check();
  await page.getByLabel("Account name").fill("Brokerage 4417");
  await takePictures(page, "onboarding-ready");

  await page.goto("/onboarding");
  const rows = ["OLDN", "SPLT", "NOPE"].map((symbol) => `${symbol},10,100,2026-09-01`);
  const csv = ["Symbol,Quantity,Entry Price Per Share,Entry Date", ...rows].join("\n");
  await page
    .getByLabel("Choose a file")
    .setInputFiles({ name: "positions.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.getByRole("radio", { name: "Yahoo Finance", exact: true }).check();
  await page.getByRole("button", { name: "2 of 3 symbols are not known to Yahoo Finance" }).click();
  const notice = page.getByRole("region", { name: "Symbols not known to Yahoo Finance" });
  await expect(notice).toBeVisible();
  await takePictures(page, "onboarding-symbols", page.getByRole("region", { name: "Positions", exact: true }));
});
