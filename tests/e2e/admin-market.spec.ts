import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { openClient } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { expectAccessible } from "./accessible.ts";
import { inviteUser } from "./people.ts";
import { endOfRun } from "./portfolios.ts";
import { withFault } from "./provider-stubs.ts";

/** A portfolio priced by Yahoo Finance, through the API; its run's page. */
async function onboard(page: Page, ...symbols: string[]): Promise<void> {
  const rows = symbols.map((symbol) => `${symbol},10,100,2026-09-01`);
  const csv = ["Symbol,Quantity,Entry Price Per Share,Entry Date", ...rows].join("\n");
  const answer = await page.request.post("/api/v1/portfolios", {
    multipart: {
      file: { name: "positions.csv", mimeType: "text/csv", buffer: Buffer.from(csv) },
      ...{ name: "Live", accountName: `Live ${randomUUID().slice(0, 8)}`, accountType: "taxable" },
      ...{ openingEquity: "100000", priceSource: "yahoo", importAgain: "true" },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { run } = await answer.json();
  await page.goto(`/runs/${run.id}`);
}

async function forgetOutages(): Promise<void> {
  const connection = connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL });
  const sql = openClient(required(connection, "the product's database"), { max: 1 });
  await sql`delete from provider_states`;
  await sql.end();
}

test.afterEach(forgetOutages);

const providerRow = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "Live price providers" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name }) });

test("an admin sees which provider answers, what is left of its quota, and when its breaker is open", async ({
  page,
}) => {
  await withFault({ provider: "yahoo", fault: { kind: "status", status: 500 } }, async () => {
    await onboard(page, "SPLT");
    expect(await endOfRun(page)).toBe("failed");
    await page.getByRole("link", { name: "System" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("System");
    await expect(providerRow(page, "Yahoo Finance")).toContainText("Breaker open");
    await expect(providerRow(page, "Yahoo Finance")).toContainText("requests a minute");
    await expect(providerRow(page, "Massive")).toContainText("Not asked yet");
    await expect(page.getByRole("region", { name: "Server" })).toContainText("Database");
    await expectAccessible(page, "the system with a breaker open");
  });
  await forgetOutages();
  await onboard(page, "SPLT");
  await endOfRun(page);
  await page.goto("/admin/system");
  await expect(providerRow(page, "Yahoo Finance")).toContainText("Answering");
});

test("a renamed symbol gets its alias from an admin; asked for again, it is priced", async ({ page }) => {
  await onboard(page, "OLDN", "SPLT");
  expect(await endOfRun(page)).toBe("partial");
  await page.goto("/admin/system");
  await page.getByRole("link", { name: "Symbols without prices, aliases, restatements" }).click();
  const failures = page.getByRole("region", { name: "Symbols without prices" });
  const oldName = failures.getByRole("listitem").filter({ hasText: /^OLDN/ });
  await expect(oldName).toContainText("in 1 portfolio");
  await expectAccessible(page, "symbols without prices");

  await page.getByRole("button", { name: "Alias of OLDN" }).click();
  await page.getByLabel("Ask for OLDN as").fill("new n");
  await page.getByRole("button", { name: "Store" }).click();
  await expect(page.getByText("Letters, digits, dot, dash or underscore")).toBeVisible();
  await page.getByLabel("Ask for OLDN as").fill("newn");
  await page.getByLabel("Why").fill("renamed");
  await expectAccessible(page, "an alias being entered");
  await page.getByRole("button", { name: "Store" }).click();
  await expect(failures.getByRole("status")).toContainText("OLDN is asked for as NEWN now. 1 portfolio");
  await expect(page.getByRole("region", { name: "Aliases" })).toContainText("OLDN → NEWN");

  await page.getByRole("button", { name: "Ask again for OLDN" }).click();
  await expect(failures.getByRole("status")).toContainText("1 portfolio being computed anew");
  await expect(async () => {
    const { runs } = await (await page.request.get("/api/v1/admin/runs?kind=manual&limit=1")).json();
    expect(["completed", "partial"]).toContain(runs[0]?.status);
    await page.goto(`/admin/runs/${runs[0].id}`);
  }).toPass({ timeout: 120_000 });
  await expect(page.locator('[data-phase="phase_1"]')).toContainText("2/2 symbols priced");
  await page.goto("/admin/symbol-failures");
  await expect(oldName).toHaveCount(0);
  await page.getByRole("button", { name: "Remove the alias of OLDN" }).click();
  await expect(page.getByRole("region", { name: "Aliases" })).toContainText("None has been entered.");
});

test("to a user these pages do not exist", async ({ page, browser }) => {
  const user = await inviteUser(page, browser, `user-${randomUUID().slice(0, 8)}@example.com`);
  const theirs = await user.newPage();
  for (const path of ["/admin/system", "/admin/symbol-failures", "/admin/quarantine", "/admin/sectors"]) {
    expect((await theirs.goto(path))?.status(), path).toBe(404);
  }
  await user.close();
});
