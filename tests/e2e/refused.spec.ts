import { expect, test } from "@playwright/test";
import { inviteUser } from "./people.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

test("[LIVE2] a second user finds nothing of the first one's, on pages and through the API", async ({
  page,
  browser,
}) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  const other = await inviteUser(page, browser, "bob@example.com");
  const theirs = await other.newPage();
  const missing = "00000000-0000-4000-8000-000000000000";
  for (const path of [
    "/runs/ID",
    "/portfolios/ID",
    "/api/v1/runs/ID",
    "/api/v1/runs/ID/events?after=0",
    "/api/v1/runs/ID/log?format=txt",
    "/api/v1/portfolios/ID",
    "/api/v1/portfolios/ID/snapshots",
    "/api/v1/onboarding/status/ID",
    "/api/v1/onboarding/status/ID/logs",
  ]) {
    const id = path.includes("/runs/") ? runId : portfolioId;
    const foreign = await theirs.request.get(path.replace("ID", id));
    const absent = await theirs.request.get(path.replace("ID", missing));
    expect([path, foreign.status()]).toEqual([path, 404]);
    expect([path, absent.status()]).toEqual([path, 404]);
  }
  await theirs.goto(`/runs/${runId}`);
  await expect(theirs.locator("[data-run]")).toHaveCount(0);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("No such run");
  await theirs.getByRole("link", { name: "Your portfolios" }).click();
  await expect(theirs).toHaveURL(/\/portfolios$/);
  await theirs.goto("/portfolios");
  await expect(theirs.locator("main")).not.toContainText("growth", { ignoreCase: true });
  await theirs.goto("/admin/runs");
  await expect(theirs.getByRole("table")).toHaveCount(0);
  await other.close();
});

test("an address with a NUL in it leads to a page or to none, never to a failure of the server", async ({ page }) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  const pages = [
    ...["/admin/quarantine?symbol=", "/admin/symbol-failures?after=", "/admin/symbol-failures?after=1%7C%7C"],
    ...["/admin/runs?text=", "/admin/runs?portfolioId=", "/admin/runs?cursor=", "/admin/runs?status="],
    ...[`/runs/${runId}?at=`, `/runs/${runId}?line=`, `/runs/${runId}?q=`, `/runs/${runId}?log-phase=`, "/runs/"],
    ...[`/portfolios/${portfolioId}?tab=`, "/portfolios/", "/onboarding/progress?portfolioId=", "/sign-in?next="],
    ...["/setup?token=", "/invitation?token="],
  ];
  for (const path of pages) {
    const answer = await page.request.get(`${path}%00`);
    expect([path, answer.status() < 500]).toEqual([path, true]);
  }
});

test("a path that is no UTF-8 leads to no page, like any other that names none", async ({ page }) => {
  for (const path of ["/runs/%ED%A0%80", "/portfolios/%ff", "/admin/runs/%", "/%ff"])
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 404]);
});
