import type { BenchRow } from "./bench-row.ts";
import { nightly } from "./nightly.ts";
import { onboarding } from "./onboarding.ts";

/** B1 with its growth, then B3. */
export async function batch(): Promise<BenchRow[]> {
  return [...(await onboarding()), ...(await nightly())];
}
