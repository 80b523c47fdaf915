import { expect, type Page, test } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { connect } from "#server/db/client.ts";
import { connectionFromEnvironment } from "#server/db/connection.ts";
import { storeLongLog } from "#tests/fixtures/long-log.ts";
import { expectAccessible } from "./accessible.ts";
import { withTableHeld } from "./held-table.ts";
import { foundOf, lineOf, logOf } from "./logs.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";

const database = connect(
  required(connectionFromEnvironment({ DATABASE_URL: process.env.DATABASE_URL }), "the product's database"),
);
test.afterAll(() => database.end());

const slider = (page: Page) => page.getByRole("slider", { name: "Point of the run" });
const run = (page: Page) => page.locator("[data-run]");
const isAt = (page: Page, seq: number) => expect(run(page)).toHaveAttribute("data-seq", String(seq));
const statuses = (page: Page) =>
  page.locator("[data-phase]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-status")));

async function finishedRun(page: Page): Promise<{ runId: string; lastSeq: number }> {
  const { runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  return { runId, lastSeq: Number(await run(page).getAttribute("data-seq")) };
}

async function stateAt(page: Page, runId: string, at: number) {
  const answer = await page.request.get(`/api/v1/runs/${runId}/state?at=${at}`);
  return (await answer.json()).run;
}

test("[EVT7] any moment of a run is shown whole: rows, figures and log as they were then", async ({ page }) => {
  const { runId, lastSeq } = await finishedRun(page);
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(slider(page)).toBeFocused();
  const top = async () => required(await slider(page).boundingBox(), "the slider").y;
  const before = await top();
  for (const seq of [Math.floor(lastSeq / 2), 1, lastSeq - 3, 0, Math.floor(lastSeq / 3)]) {
    await slider(page).fill(String(seq));
    await isAt(page, seq);
    // What is under the reader's finger stays there.
    expect(await top()).toBe(before);
    const state = await stateAt(page, runId, seq);
    expect(await statuses(page)).toEqual(state.phases.map(({ status }: { status: string }) => status));
    await expect(run(page)).toHaveAttribute("data-run-status", state.status);
    await expect(page.locator("[data-sync]")).toContainText(`${lastSeq - seq} events behind`);
    const newest = state.log.at(-1)?.seq;
    if (newest) await expect(lineOf(page, newest)).toBeVisible();
    const later = await logOf(page)
      .locator("[data-seq]")
      .evaluateAll((lines, at) => lines.filter((line) => Number(line.getAttribute("data-seq")) > at).length, seq);
    expect(later).toBe(0);
    await expect(page).toHaveURL(new RegExp(`[?&]at=${seq}$`));
  }
  await expectAccessible(page, "a run in replay");
  await page.getByRole("button", { name: /^Back to the end/ }).click();
  await isAt(page, lastSeq);
  await expect(page).toHaveURL(new RegExp(`/runs/${runId}$`));
});

test("a moment is shared by its address: it opens there, from the first paint on, and a reload keeps it", async ({
  page,
  context,
}) => {
  const { runId, lastSeq } = await finishedRun(page);
  const seq = Math.floor(lastSeq / 2);
  const html = await (await page.request.get(`/runs/${runId}?at=${seq}`)).text();
  expect(html).toContain(`data-seq="${seq}"`);
  expect(html).toMatch(/<title>Replay · /);
  const friend = await context.newPage();
  await friend.goto(`/runs/${runId}?at=${seq}`);
  await expect(slider(friend)).toHaveValue(String(seq));
  await isAt(friend, seq);
  await friend.keyboard.press("]");
  await isAt(friend, seq + 1);
  await expect(friend).toHaveURL(new RegExp(`at=${seq + 1}$`));
  await friend.reload();
  await expect(slider(friend)).toHaveValue(String(seq + 1));
  await friend.goto(`/admin/runs/${runId}?at=${seq}`);
  await expect(slider(friend)).toHaveValue(String(seq));
  await friend.goto(`/runs/${runId}?at=99999`);
  await isAt(friend, lastSeq);
  await friend.close();
});

test("a line that the address names is gone to once: a replay begins at its own moment", async ({ page }) => {
  const { runId, lastSeq } = await finishedRun(page);
  await page.goto(`/runs/${runId}?line=2`);
  const current = logOf(page).locator('[aria-current="true"]');
  await expect(current).toHaveAttribute("data-seq", "2");
  await page.keyboard.press("[");
  await isAt(page, lastSeq - 1);
  await expect(slider(page)).toBeVisible();
  await expect(logOf(page).locator("[data-seq]").first()).toBeVisible();
  await expect(current).toHaveCount(0);
  // Both lead to something of that moment: the log to the line, the page to the replay, also where the log is below it.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/runs/${runId}?line=2&at=9`);
  await expect(current).toHaveAttribute("data-seq", "2");
  await expect(slider(page)).toBeInViewport();
  // What came later is not there.
  await page.goto(`/runs/${runId}?line=${lastSeq}&at=9`);
  await expect(slider(page)).toHaveValue("9");
  await expect(logOf(page).locator("[data-seq]").first()).toBeVisible();
  await expect(current).toHaveCount(0);
});

test("[LOG4] what the log is filtered by stays so when the run is looked back at, and when it is not any more", async ({
  page,
}) => {
  const { lastSeq } = await finishedRun(page);
  const search = page.getByRole("searchbox", { name: "Search the whole log" });
  await search.fill("Starting");
  await expect(foundOf(page)).toHaveText(/^9 of \d+ entries match$/);
  await page.getByRole("button", { name: "Replay" }).click();
  await slider(page).fill("1");
  await isAt(page, 1);
  await expect(search).toHaveValue("Starting");
  await expect(foundOf(page)).toHaveText(/^[01] of \d+ entries match$/);
  await slider(page).fill(String(lastSeq));
  await expect(foundOf(page)).toHaveText(/^9 of \d+ entries match$/);
  await page.getByRole("button", { name: /^Back to the end/ }).click();
  await isAt(page, lastSeq);
  await expect(search).toHaveValue("Starting");
  await expect(foundOf(page)).toHaveText(/^9 of \d+ entries match$/);
});

test("the keys step by event and by phase, play and pause, and lead back", async ({ page }) => {
  const { runId, lastSeq } = await finishedRun(page);
  await page.keyboard.press("[");
  await isAt(page, lastSeq - 1);
  await page.keyboard.press("[");
  await page.keyboard.press("]");
  await isAt(page, lastSeq - 1);
  await expect(slider(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await isAt(page, lastSeq - 2);
  const { phases } = await (await page.request.get(`/api/v1/runs/${runId}/timeline`)).json();
  await page.keyboard.press("{");
  await isAt(page, phases.at(-1).fromSeq);
  await page.keyboard.press("{");
  await isAt(page, phases.at(-2).fromSeq);
  await page.keyboard.press("}");
  await isAt(page, phases.at(-1).fromSeq);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await isAt(page, lastSeq);
  await expect(slider(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Replay" })).toBeFocused();
});

test("played from its beginning, a run shows each phase running and done, and stops at its end", async ({ page }) => {
  const { lastSeq } = await finishedRun(page);
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(slider(page)).toHaveValue(String(lastSeq));
  await page.getByRole("button", { name: "Max", exact: true }).click();
  await page.evaluate(() => {
    const seen = new Set<string>();
    const note = () => {
      for (const row of document.querySelectorAll("[data-phase]"))
        seen.add(`${row.getAttribute("data-phase")} ${row.getAttribute("data-status")}`);
    };
    new MutationObserver(note).observe(document.body, { subtree: true, attributeFilter: ["data-status"] });
    Object.assign(window, { seenRows: seen });
  });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(slider(page)).not.toHaveValue(String(lastSeq));
  await expect(slider(page)).toHaveValue(String(lastSeq));
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  const seen = await page.evaluate(() => [...(Reflect.get(window, "seenRows") as Set<string>)]);
  expect(seen.filter((entry) => entry.endsWith("running"))).toHaveLength(9);
  expect(seen.filter((entry) => entry.endsWith("completed"))).toHaveLength(9);
});

test("a run that goes on is replayed meanwhile: the moment stays, what is behind it grows, and live is one step away", async ({
  page,
}) => {
  const back = page.getByRole("button", { name: /^(Return to live|Back to the end)/ });
  await withTableHeld(database, "snapshots", async () => {
    const { runId } = await onboardSample(page.request);
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-phase="phase_2"]')).toHaveAttribute("data-status", "completed");
    await page.getByRole("button", { name: "Replay" }).click();
    await slider(page).fill("5");
    await isAt(page, 5);
    await expect(back).toHaveText(/^Return to live/);
    // What can be done is done now, whatever is looked at.
    await expect(page.getByRole("button", { name: "Cancel", exact: true })).toBeVisible();
  });
  await expect(back).toHaveText(/^Back to the end/, { timeout: 120_000 });
  await isAt(page, 5);
  await expect(page).toHaveTitle(/^Replay · .*Complete/);
  await back.click();
  await expect(page.getByRole("button", { name: "Replay" })).toBeFocused();
  await expect(page).toHaveTitle(/^Portfolio Setup Complete/);
  expect(await endOfRun(page)).toBe("completed");
  await expect(page.locator('[data-sync="ended"]')).toBeVisible();
});

test("a long run is sought without reading it whole", async ({ page }) => {
  const runId = await storeLongLog(database, { lines: 100_000 });
  await page.goto(`/runs/${runId}?at=70500`);
  await expect(slider(page)).toHaveValue("70500");
  await expect(lineOf(page, 70_500)).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes(`/runs/${runId}/events`) && asked.push(request.url()));
  await slider(page).fill("30250");
  await expect(lineOf(page, 30_250)).toBeVisible();
  expect(asked.map((url) => new URL(url).search)).toEqual(["?after=30000&limit=1000"]);
  await expect(page.getByRole("button", { name: /^Warnings 57$/ })).toBeVisible();
});

test("of a run whose events were removed it says why there is no replay", async ({ page }) => {
  const { runId } = await finishedRun(page);
  await database.sql`delete from run_events where run_id = ${runId}`;
  await database.sql`update runs set events_pruned_at = now() where id = ${runId}`;
  await page.goto(`/runs/${runId}?at=5`);
  const notice = page.getByRole("region", { name: "Replay" });
  await expect(notice).toContainText("There is nothing to replay. The log of this run was removed");
  await expectAccessible(page, "a run that cannot be replayed");
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(notice).toHaveCount(0);
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(notice).toBeVisible();
});

test("a moment that cannot be read is asked for again without losing one's place", async ({ page }) => {
  const { runId } = await finishedRun(page);
  const past = /\/api\/v1\/runs\/[^/]+\/(events|state)\?/;
  await page.route(past, (route) => route.abort());
  await page.goto(`/runs/${runId}?at=5`);
  const slider = page.getByRole("slider", { name: "Point of the run" });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(slider).toBeFocused();
  await page.unroute(past);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(slider).toHaveAttribute("aria-valuetext", /event 5 of/);
  await expect(slider).toBeFocused();
});

test("Esc closes the badge's meaning and leaves the replay as it is", async ({ page }) => {
  const { runId } = await finishedRun(page);
  await page.goto(`/runs/${runId}?at=5`);
  const badge = page.locator('[data-sync="replay"]');
  await badge.click();
  await expect(page.getByText(/^The page shows the run as it was then/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^The page shows the run as it was then/)).toBeHidden();
  await expect(badge).toBeFocused();
  await badge.click();
  await page.getByRole("slider", { name: "Point of the run" }).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^The page shows the run as it was then/)).toBeHidden();
  await expect(badge).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(badge).toHaveCount(0);
});
