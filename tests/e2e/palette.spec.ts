import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { endOfRun, onboardSample } from "./portfolios.ts";
import { withWorkersPaused } from "./workers.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "Go to a page or do something" });
const field = (page: Page) => palette(page).getByRole("combobox");
const keyList = (page: Page) => page.getByRole("dialog", { name: "Keys" });
const marked = (page: Page) => palette(page).getByRole("option", { selected: true });

/** Opens a page and waits until it takes keys. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState("networkidle");
}

test("the palette opens by keys over anything, goes to a page by name, and is closed back to where the focus was", async ({
  page,
}) => {
  await open(page, "/portfolios");
  const opener = page.getByRole("link", { name: "Onboard", exact: true });
  await opener.focus();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(opener).toBeFocused();
  await page.keyboard.press("Meta+k");
  await field(page).fill("sector w");
  await expect(marked(page)).toContainText("Sector weights");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/admin\/sectors$/);
  await expect(palette(page)).toBeHidden();
});

test("what is typed before the field is there is in it, and the keys that open the palette close it", async ({
  page,
}) => {
  await open(page, "/portfolios");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gr");
  await expect(field(page)).toHaveValue("gr");
  await page.keyboard.type("ow");
  await expect(field(page)).toHaveValue("grow");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(field(page)).toHaveValue("");
  // Held down, the keys close it once.
  await page.keyboard.down("Control");
  await page.keyboard.down("k");
  await page.keyboard.down("k");
  await page.keyboard.up("k");
  await page.keyboard.up("Control");
  await expect(palette(page)).toBeHidden();
});

test("arrow keys move the mark around the list and the field says which is marked", async ({ page }) => {
  await open(page, "/portfolios");
  await page.getByRole("button", { name: "Go to…" }).click();
  await expect(palette(page).getByRole("status")).toContainText("commands");
  const options = palette(page).getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await expect(options.last()).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const id = await options.nth(1).getAttribute("id");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", String(id));
  await field(page).fill("zzz nothing");
  await expect(marked(page)).toContainText("in the runs of everyone");
});

test("a portfolio is found by name and account, run again, and the run shown is cancelled after a question", async ({
  page,
}) => {
  const { portfolioId, runId } = await onboardSample(page.request);
  await page.goto(`/runs/${runId}`);
  await endOfRun(page);
  const { portfolio } = await (await page.request.get(`/api/v1/portfolios/${portfolioId}`)).json();
  await page.keyboard.press("Control+k");
  await field(page).fill(`${portfolio.name} ${portfolio.accountName}`.toLowerCase());
  await expect(marked(page)).toContainText(portfolio.accountName);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/portfolios/${portfolioId}$`));
  await expect(page.getByRole("heading", { level: 1, name: portfolio.name })).toBeVisible();
  await withWorkersPaused(async () => {
    await page.keyboard.press("Control+k");
    await field(page).fill("run");
    await expect(palette(page).getByRole("group", { name: "This page" })).toContainText("again");
    await field(page).fill(`run ${portfolio.name} again`);
    await palette(page).getByRole("group", { name: "This page" }).getByRole("option").click();
    await page.waitForURL((url) => url.pathname.startsWith("/runs/") && !url.pathname.endsWith(runId));
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "queued");
    await page.keyboard.press("Control+k");
    await expect(marked(page)).toContainText("Cancel this run");
    // Held down, the key asks; it does not answer, too.
    await page.keyboard.down("Enter");
    await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await expect(palette(page).getByRole("button", { name: "Back" })).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-run]")).toHaveAttribute("data-run-status", "cancelled");
  });
});

test("a palette whose code cannot be loaded says so, goes away when told to, and takes no key from the page", async ({
  page,
}) => {
  await open(page, "/admin/runs");
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.keyboard.press("Control+k");
  const notice = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(notice).toBeVisible();
  const search = page.getByRole("searchbox");
  await search.fill("");
  await search.pressSequentially("growth");
  await expect(search).toHaveValue("growth");
  await notice.getByRole("button", { name: "Close" }).click();
  await expect(notice).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(notice).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(notice).toBeHidden();
});

test("the theme is chosen from the palette; a server that does not answer leaves pages and settings", async ({
  page,
}) => {
  await page.route("**/api/v1/portfolios", (route) => route.abort());
  await open(page, "/numbers");
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("status")).toContainText("could not be read");
  await field(page).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(palette(page)).toBeHidden();
});

test("? lists the keys, g and a letter go to a page; not while text is entered, and not once switched off", async ({
  page,
}) => {
  await open(page, "/admin/runs");
  await page.keyboard.press("?");
  await expect(keyList(page)).toContainText("Go to a page, a portfolio or a run");
  await keyList(page).getByRole("button", { name: "Close" }).click();
  await expect(keyList(page)).toBeHidden();

  const search = page.getByRole("searchbox").or(page.getByRole("textbox")).first();
  await search.focus();
  await page.keyboard.type("?gp");
  await expect(search).toHaveValue("?gp");
  await expect(keyList(page)).toBeHidden();
  expect(page.url()).toContain("/admin/runs");

  await search.blur();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/portfolios$/);

  await page.getByRole("button", { name: "Ada Admin" }).click();
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  await keyList(page)
    .getByRole("checkbox", { name: /one letter/ })
    .uncheck();
  await page.keyboard.press("Escape");
  await expect(keyList(page)).toBeHidden();
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await expect(keyList(page)).toBeHidden();
  await expect(page).toHaveURL(/\/portfolios$/);
});

test("palette, question and list of keys have no accessibility violation, in light or dark", async ({ page }) => {
  await open(page, "/portfolios");
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("status")).toContainText("command");
  await expectAccessible(page, "palette");
  await field(page).fill("list of keys");
  await page.keyboard.press("Enter");
  await expect(keyList(page)).toBeVisible();
  await expect(palette(page)).toBeHidden();
  await expectAccessible(page, "keys");
});
