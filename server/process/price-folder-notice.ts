import { readdir } from "node:fs/promises";
import type { Settings } from "./settings.ts";

/** What the person at the terminal is told where the folder of price files cannot be read; null where it can. */
export async function priceFolderNotice({ pricesDir }: Pick<Settings, "pricesDir">): Promise<string | null> {
  if (pricesDir === null) return null;
  try {
    await readdir(pricesDir);
    return null;
  } catch (error) {
    return `NONET_PRICES_DIR names the folder ${pricesDir}, which ${faultOf(error)}. Runs on its prices will fail.`;
  }
}

function faultOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "does not exist";
  if (code === "ENOTDIR") return "is a file";
  return `cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
