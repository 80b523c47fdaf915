import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CDPSession, expect, type Locator, type Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { SCENES } from "./scenes.ts";

export const PICTURES = "docs/screens";
export const THEMES = ["light", "dark"] as const;
export const WIDTHS = [1280, 390] as const;
const HEIGHTS = { 1280: 800, 390: 844 } as const;
/** As WebP: letters stay sharp at a fifth of a PNG's size. */
const QUALITY = 38;
/** So often a picture is taken until two in a row are the same; clocks that tick never are. */
const MOST_TAKES = 6;

/** The file of a scene in a theme and a width. */
export function pictureName(scene: string, theme: (typeof THEMES)[number], width: (typeof WIDTHS)[number]): string {
  return `${scene}-${theme}-${width}.webp`;
}

/** The page as it stands, in both themes and widths; with `at` scrolled so that this is at the top. */
export async function takePictures(page: Page, scene: string, at?: Locator): Promise<void> {
  required(SCENES[scene], `the scene ${scene} in the list of them`);
  await mkdir(PICTURES, { recursive: true });
  const session = await page.context().newCDPSession(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(page.getByRole("status", { name: "Reading the log" })).toBeHidden();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHTS[width] });
    for (const theme of THEMES) {
      await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
      await at?.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await writeFile(join(PICTURES, pictureName(scene, theme, width)), await settledPicture(page, session));
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await session.detach();
}

/** One picture of a page laid out for paper: black on white, the length of it all up to two sheets. */
export async function takePaperPicture(page: Page, scene: string): Promise<void> {
  required(SCENES[scene], `the scene ${scene} in the list of them`);
  const session = await page.context().newCDPSession(page);
  await page.emulateMedia({ media: "print", reducedMotion: "reduce" });
  // A4 at 96 dots to the inch, less margins.
  await page.setViewportSize({ width: 718, height: 2_000 });
  await writeFile(join(PICTURES, paperName(scene)), await settledPicture(page, session));
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 800 });
  await session.detach();
}

export function paperName(scene: string): string {
  return `${scene}.webp`;
}

async function settledPicture(page: Page, session: CDPSession): Promise<Buffer> {
  await page.evaluate(() => document.fonts.ready);
  let last = "";
  for (let takes = 0; takes < MOST_TAKES; takes++) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
    if (data === last) break;
    last = data;
  }
  expect(last).not.toBe("");
  return Buffer.from(last, "base64");
}
