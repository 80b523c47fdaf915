import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";

/** Where a positions file of the fixtures stands: "broken", "brokers/fidelity". */
export function positionsFile(name: string): string {
  return fileURLToPath(new URL(`../fixtures/portfolios/${name}.csv`, import.meta.url));
}

/** A positions file in preview. */
export async function choosePositions(page: Page, name: string): Promise<void> {
  await page.goto("/onboarding");
  await page.getByLabel("Choose a file").setInputFiles(positionsFile(name));
  await expect(page.getByText(`${name.split("/").at(-1)}.csv`)).toBeVisible();
}

/** A file of 10,000 positions in the template's columns. */
export function manyPositions(): { name: string; mimeType: string; buffer: Buffer } {
  const rows = Array.from(
    { length: 10_000 },
    (_, index) => `S${index},${index + 1},${(index % 500) + 1}.25,2024-01-05`,
  );
  const csv = ["Symbol,Quantity,Entry Price Per Share,Entry Date", ...rows].join("\n");
  return { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
}
