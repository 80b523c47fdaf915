import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Finds nothing to object to on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page, where = page.url()): Promise<void> {
  // Colours fade into another theme, unless motion is reduced; half-way they have no contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const theme of ["light", "dark"]) {
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    const { violations } = await new AxeBuilder({ page })
      // Off unless asked for by name, though WCAG 2.2 AA has it.
      .options({ rules: { "target-size": { enabled: true } } })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"])
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${where}, ${theme}: ${id} at ${nodes.map((node) => node.target).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
}
