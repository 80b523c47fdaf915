import { expect, test } from "vitest";
import { withRunScope } from "#server/engine/run-scope.ts";
import { tellWaits } from "./waits.ts";

test("a wait is told once while it lasts, a short one not at all", async () => {
  const lines: string[] = [];
  let now = 0;
  await withRunScope(
    "run",
    ({ message }) => lines.push(message),
    async () => {
      const waiting = tellWaits(() => now);
      waiting("massive", 2_000, "5 requests a minute");
      waiting("massive", 12_300, "5 requests a minute");
      waiting("massive", 24_000, "5 requests a minute");
      waiting("fmp", 3_000, "paused for 3 s after it refused");
      now = 12_300;
      waiting("massive", 12_000, "5 requests a minute");
    },
  );
  expect(lines).toEqual([
    "Waiting 12 s for Massive: 5 requests a minute",
    "Waiting 3 s for Financial Modeling Prep: paused for 3 s after it refused",
    "Waiting 12 s for Massive: 5 requests a minute",
  ]);
});
