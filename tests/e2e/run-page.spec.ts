import { expect, type Page, test } from "@playwright/test";
import { RUN_STATES, type ShownState } from "#tests/fixtures/run-states.ts";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withRunStates } from "./run-states.ts";
import { withWorkersPaused } from "./workers.ts";

/** Title, how far the run is in words, and a button or link that leads on. */
const SAID: Record<ShownState, readonly [title: RegExp, progress: RegExp, next: string]> = {
  queued: [/^Waiting to Start/, /^0%$/, "Cancel"],
  running: [/^Setting Up Your Portfolio$/, /^55%$/, "Cancel"],
  slow: [/^Setting Up Your Portfolio$/, /^81%$/, "Cancel"],
  waiting: [/^Setting Up Your Portfolio$/, /^6%$/, "Cancel"],
  resumed: [/^Setting Up Your Portfolio$/, /^53%$/, "Cancel"],
  cancelling: [/^Cancelling…$/, /^52%$/, "Cancelling…"],
  completed: [/^Portfolio Setup Complete!$/, /^100%$/, "View Portfolio"],
  partial: [/^Portfolio Setup Completed with Warnings$/, /^100%$/, "View Portfolio"],
  outage: [/^Portfolio Setup Completed with Warnings$/, /^100%$/, "Try Again"],
  failed: [/^Setup Interrupted$/, /^Stopped at 0%$/, "Retry from Market Data Collection"],
  stopped: [/^Setup Interrupted$/, /^Stopped at 55%$/, "Retry from P&L Calculation & Snapshots"],
  cancelled: [/^Setup Cancelled$/, /^Stopped at 55%$/, "Retry from P&L Calculation & Snapshots"],
  nothing: [/^Nothing to Do$/, /^100%$/, "View Portfolio"],
};

const row = (page: Page, id: string) => page.locator(`[data-phase="${id}"]`);
const named = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true }).or(page.getByRole("link", { name, exact: true }));

/** The tops of the rows that the buttons of the page's head stand in. */
async function actionRows(page: Page): Promise<number> {
  const boxes = await page.locator("header > div:last-child > :is(a, button)").all();
  const tops = await Promise.all(boxes.map(async (box) => (await box.boundingBox())?.y));
  return new Set(tops).size;
}

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const) {
  test(`[RUN2] every state has one layout, its words and a way on, at ${width} px`, async ({ page }) => {
    test.setTimeout(480_000);
    await page.setViewportSize({ width, height });
    await withRunStates(async ({ store }) => {
      for (const state of RUN_STATES) {
        await page.goto(`/runs/${await store(state)}?phase=phase_1&phase=phase_3`);
        const [title, progress, next] = SAID[state];
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
        await expect(page.locator("[data-overall]")).toHaveText(progress);
        await expect(named(page, next).first()).toBeVisible();
        await expect(page.locator("[data-phase]")).toHaveCount(9);
        expect(await actionRows(page), state).toBeLessThanOrEqual(2);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), state).toBeLessThanOrEqual(width);
        await expectAccessible(page, `${state} at ${width} px`);
      }
    });
  });
}

test("[LIVE6] who waits in line sees their place, and sees it move up", async ({ page }) => {
  await withWorkersPaused(async () => {
    const first = await onboardSample(page.request);
    const second = await onboardSample(page.request);
    await page.goto(`/runs/${second.runId}`);
    const title = page.getByRole("heading", { level: 1 });
    // What else waits comes before both.
    await expect(title).toHaveText(/^Waiting to Start · Number \d+ in Line$/);
    const place = Number((await title.textContent())?.match(/\d+/)?.[0]);
    expect(place).toBeGreaterThan(1);
    await page.request.post(`/api/v1/runs/${first.runId}/cancel`);
    await expect(title).toHaveText(`Waiting to Start · Number ${place - 1} in Line`);
  });
  await endOfRun(page);
});

test("[PH7] a failed run says its reason in one place, what is safe, and at which phase a retry starts", async ({
  page,
}) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("failed")}`);
    await expect(page.locator("[data-phase]").filter({ hasText: "Massive refuses the key" })).toHaveCount(0);
    await expect(page.locator("[data-ending]")).toContainText("Massive refuses the key");
    await expect(page.getByRole("log")).toContainText("Massive refuses the key");
    await expect(page.locator("[data-ending]")).toContainText("a retry starts at Market Data Collection");
    await expect(row(page, "phase_1_5")).toContainText("Skipped: the run failed");
    await expect(page.getByRole("button", { name: "Change price source" })).toBeVisible();
  });
});

test("a part whose code cannot be loaded says so, and the page stays", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("partial")}`);
    await expect(page.getByRole("log").locator("[data-seq]").first()).toBeVisible();
    await page.route("**/_next/static/chunks/**", (route) => route.abort());
    await page.getByRole("button", { name: "Download Log" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Completed with Warnings$/);
    await expectAccessible(page, "a part that could not be loaded");
  });
});

test("[PH9] a row opens to all it tells, says so in the address, and shows its part of the log", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("partial")}`);
    const button = page.getByRole("button", { name: "Market Data Collection", exact: true });
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await button.click();
    await expect(page).toHaveURL(/\?phase=phase_1$/);
    await page.reload();
    await expect(button).toHaveAttribute("aria-expanded", "true");
    const panel = page.getByRole("region", { name: "Market Data Collection, in full" });
    await expect(panel).toContainText("unavailable 3");
    await panel.getByRole("button", { name: "Show all 40" }).click();
    await panel.getByRole("searchbox").fill("sym3");
    await expect(panel.getByRole("status")).toHaveText("11 of 40 found");
    await expectAccessible(page, "a list that is searched");
    await panel.getByRole("button", { name: "Show its part of the log" }).click();
    await expect(page.getByRole("combobox", { name: "Phase" })).toHaveValue("phase_1");
    await button.press("Enter");
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
  });
});

test("[PRG2] a phase shows what it usually takes, how far it usually is by now, and when that has passed", async ({
  page,
}) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("slow")}`);
    const slow = row(page, "phase_6");
    await expect(slow).toContainText("Taking longer than usual");
    await expect(slow.locator("[data-usual]")).toHaveAttribute("title", "Usually 100% by now");
    await expect(slow.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "20/254 dates");
    await page.goto(`/runs/${await store("waiting")}`);
    await expect(row(page, "phase_1")).toContainText("Waiting 41 s for Massive");
    await expect(row(page, "phase_6")).toContainText("usual 9.0–14.0s");
  });
});

test("[PH9] unavailable symbols and warnings open from the figures, with reasons and ways out", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("partial")}`);
    const result = page.getByRole("region", { name: "Result" });
    await result.getByRole("button", { name: "Unavailable 3" }).click();
    await expect(result.getByText("TWTR: unknown to Yahoo Finance")).toBeVisible();
    await expect(result.getByRole("button", { name: "Try Again" })).toBeVisible();
    await expect(result.getByRole("button", { name: "Use another price source" })).toBeVisible();
    await expectAccessible(page, "unavailable symbols");
    await result.getByRole("button", { name: "Phase warnings 2" }).click();
    await result.getByRole("button", { name: "Market Data Collection" }).click();
    await expect(page.getByRole("button", { name: "Market Data Collection", exact: true }).last()).toBeFocused();
    await expect(page).toHaveURL(/phase=phase_1/);
  });
});

test("an ended run says when it began and ended, in UTC, and by the reader's clock on hover", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("completed")}`);
    const dates = page.locator("[data-run-dates]");
    await expect(dates).toHaveText(/\d{4}, \d\d:\d\d:\d\d to .*\d\d:\d\d:\d\d UTC$/);
    await expect(dates).toHaveAttribute("title", /\d\d:\d\d:\d\d, your time$/);
    await page.emulateMedia({ media: "print" });
    await expect(dates).toBeVisible();
    await page.goto(`/runs/${await store("running")}`);
    await expect(page.getByText(/elapsed/)).toBeVisible();
    await expect(dates).toHaveCount(0);
  });
});

test("a count has the room of its last value from its first one, and no phase's name breaks for it", async ({
  page,
}) => {
  const places = async () => {
    const boxes = await page.locator("[data-phase] [data-count]").all();
    return Promise.all(boxes.map(async (box) => (await box.boundingBox())?.width));
  };
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("running")}`);
    await expect(row(page, "phase_6")).toContainText("0/254");
    const before = await places();
    const heights = await page
      .locator("[data-phase] h3")
      .evaluateAll((names) => names.map((name) => Math.round(name.clientHeight / 20)));
    expect(heights).toEqual(Array(9).fill(1));
    await page.goto(`/runs/${await store("completed")}`);
    await expect(row(page, "phase_6")).toContainText("254/254");
    expect(await places()).toEqual(before);
  });
});

test("[PH9] no figure is cut, whatever the width, and none pushes another out", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("partial")}`);
    const figures = page.getByRole("region", { name: "Result" }).locator(".figures");
    for (const width of [360, 640, 1024, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const cut = await figures.evaluateAll((all) =>
        all.filter((each) => each.scrollWidth > each.clientWidth).map(({ textContent }) => textContent),
      );
      expect([width, cut]).toEqual([width, []]);
      const lines = await figures.evaluateAll((all) =>
        all.slice(0, 5).map((each) => Math.round(each.clientHeight / 20)),
      );
      expect([width, ...lines]).toEqual([width, 1, 1, 1, 1, 1]);
    }
  });
});

test("[RUN8] a run in line keeps its place or loses it: nothing of it runs, and a retry begins anew", async ({
  page,
}) => {
  await withRunStates(async ({ store }) => {
    const runId = await store("queued");
    await page.goto(`/runs/${runId}`);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: "Cancel this run?" });
    await expect(question.getByRole("button", { name: "Keep it in line" })).toBeVisible();
    await expect(question).toContainText("starts from the beginning");
    await expect(question).not.toContainText("goes on from there");
    await page.goto("/admin/runs?status=queued");
    await expect(page.locator(`tr[data-run="${runId}"]`)).toContainText("queued ");
  });
});

test("[RUN8] cancelling asks first and says what is kept and what is lost", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    await page.goto(`/runs/${await store("running")}`);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: "Cancel this run?" });
    await expect(question).toContainText("5 phases; 142/254 dates of P&L Calculation & Snapshots.");
    await expect(question).toContainText("3 phases will not run");
    await expectAccessible(page, "the question before a cancel");
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "running");
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await question.getByRole("button", { name: "Cancel the run" }).click();
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "cancelled");
    await expect(page.locator("[data-overall]")).toHaveText("Stopped at 55%");
  });
});

test("[RUN9] a retry names the phase it starts at, and each run of the chain leads to the others", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    const first = await store("failed");
    const second = await store("stopped", { runId: first, attempt: 1 });
    await page.goto(`/runs/${first}`);
    const chain = page.getByRole("navigation", { name: "This run and its retries" });
    await expect(chain).toContainText("Retried once");
    await chain.getByRole("link", { name: "Retry 1" }).click();
    await page.waitForURL((url) => url.pathname.endsWith(second));
    await expect(chain).toContainText("Retry 1 of 1");
    await expect(chain.getByRole("link", { name: "First run" })).toHaveAttribute("href", `/runs/${first}`);
    await page.getByRole("button", { name: "Retry from P&L Calculation & Snapshots" }).click();
    const question = page.getByRole("alertdialog", { name: "Retry from P&L Calculation & Snapshots?" });
    await expect(question).toContainText("5 phases, unless prices have changed since");
    await expectAccessible(page, "the question before a retry");
    await question.getByRole("button", { name: "Start the retry" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(second));
    await expect(chain).toContainText("Retry 2 of 2");
  });
});

test("[LOG4] the log is offered in each of its formats", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    const runId = await store("completed");
    await page.goto(`/runs/${runId}`);
    await page.getByRole("button", { name: "Download Log" }).click();
    const formats = page.getByRole("menuitem");
    await expect(formats).toHaveText([/^Text/, /^CSV/, /^JSON/, /^NDJSON/]);
    const address = await formats.nth(1).getAttribute("href");
    expect(address).toBe(`/api/v1/runs/${runId}/log?format=csv`);
    await expectAccessible(page, "the formats of the log");
    expect(await (await page.request.get(address ?? "")).text()).toContain("Market Data Collection begins");
  });
});

/** Notifications as a browser would show them to somebody who looks elsewhere; it is asked for leave when told. */
async function lookElsewhere(page: Page, answer: "granted" | "denied"): Promise<void> {
  await page.addInitScript((given) => {
    const shown: string[] = [];
    class Told extends EventTarget {
      static permission = "default";
      static async requestPermission() {
        Told.permission = given;
        return given;
      }
      constructor(title: string, { body }: { body: string }) {
        super();
        shown.push(`${title} | ${body}`);
      }
      close() {}
    }
    Object.assign(window, { Notification: Told, shownNotifications: shown });
    Object.defineProperty(document, "hasFocus", { value: () => false });
  }, answer);
}
const shownNotifications = (page: Page) => page.evaluate(() => Reflect.get(window, "shownNotifications") as string[]);

test("who looks elsewhere is told when the run ends, if they asked to be", async ({ page }) => {
  await lookElsewhere(page, "granted");
  await withRunStates(async ({ store }) => {
    const runId = await store("running");
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await page.getByRole("button", { name: "Notify Me" }).click();
    const panel = page.getByRole("dialog", { name: "Notify me" });
    await expect(panel.getByRole("checkbox", { name: /Browser notification/ })).not.toBeChecked();
    await panel.getByRole("checkbox", { name: /Browser notification/ }).check();
    await panel.getByRole("checkbox", { name: /Short sound/ }).check();
    await expectAccessible(page, "how to be notified");
    await page.request.post(`/api/v1/runs/${runId}/cancel`);
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "cancelled");
    expect(await shownNotifications(page)).toEqual([
      "Setup Cancelled | Growth: Cancelled in P&L Calculation & Snapshots.",
    ]);
    expect(await page.evaluate(() => localStorage.getItem("nonet.notification"))).toBe("on");
  });
});

test("a browser that blocks notifications is explained, and none are shown", async ({ page }) => {
  await lookElsewhere(page, "denied");
  await withRunStates(async ({ store }) => {
    const runId = await store("running");
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await page.getByRole("button", { name: "Notify Me" }).click();
    const choice = page.getByRole("checkbox", { name: /Browser notification/ });
    await choice.click();
    await expect(page.getByText("Your browser blocks notifications of this site.")).toBeVisible();
    await expect(choice).not.toBeChecked();
    await page.request.post(`/api/v1/runs/${runId}/cancel`);
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "cancelled");
    expect(await shownNotifications(page)).toEqual([]);
  });
});

const icon = async (page: Page) =>
  decodeURIComponent((await page.locator('link[rel="icon"][type="image/svg+xml"]').last().getAttribute("href")) ?? "");

test("the tab's title and icon follow the run, and leave with its page", async ({ page }) => {
  await withRunStates(async ({ store }) => {
    const runId = await store("running");
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await expect(page).toHaveTitle(/^55% · phase 6\/9 · ~40s · Growth$/);
    expect(await icon(page)).toContain('stroke-dasharray="55 100"');
    await page.request.post(`/api/v1/runs/${runId}/cancel`);
    await expect(page).toHaveTitle("Setup Cancelled · Growth");
    await expect.poll(() => icon(page)).not.toContain("stroke-dasharray");
    await page.getByRole("link", { name: "Portfolios" }).first().click();
    await page.waitForURL(/\/portfolios$/);
    await expect(page.locator('link[rel="icon"][href^="data:image/svg"]')).toHaveCount(0);
  });
});

test("nothing on the page jumps from the queue to the end", async ({ page }) => {
  await withWorkersPaused(async () => {
    const { runId } = await onboardSample(page.request);
    await page.goto(`/runs/${runId}`);
    await expect(page.locator('[data-sync="live"]')).toBeVisible();
    await page.evaluate(() => {
      const shifts: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, "value") as number);
      }).observe({ type: "layout-shift" });
      Object.assign(window, { shifts });
    });
  });
  expect(await endOfRun(page)).toBe("completed");
  const shifts = await page.evaluate(() => Reflect.get(window, "shifts") as number[]);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});
