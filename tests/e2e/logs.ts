import type { Page } from "@playwright/test";
import { required } from "#lib/assert.ts";

export const logOf = (page: Page) => page.getByRole("log");
export const lineOf = (page: Page, seq: number) => logOf(page).locator(`[data-seq="${seq}"]`);

/** The first entry that is wholly in view, and how far down it is. */
export const placeOf = (page: Page) =>
  logOf(page).evaluate((box) => {
    const top = box.getBoundingClientRect().top;
    const lines = [...box.querySelectorAll("[data-seq]")];
    const first = lines.find((line) => line.getBoundingClientRect().top >= top);
    return { seq: Number(first?.getAttribute("data-seq")), down: first && first.getBoundingClientRect().top - top };
  });

export const heightAbove = (page: Page) => logOf(page).evaluate((box) => box.scrollTop);

/** From the upper edge of the log to an entry. */
export const heightTo = async (page: Page, seq: number) => {
  const [log, line] = await Promise.all([logOf(page).boundingBox(), lineOf(page, seq).boundingBox()]);
  return required(line, `entry ${seq}`).y - required(log, "the log").y;
};

/** The line the reader stands at. */
export const currentLine = (page: Page) => logOf(page).locator('[aria-current="true"]');

/** What the log says beside its lines. */
export const sayingOf = (page: Page) =>
  page.locator("#activity-log-lines [role=status].sr-only:not([data-found-said])");

/** How many entries the filter has found. */
export const foundOf = (page: Page) => page.locator("[data-found]");
