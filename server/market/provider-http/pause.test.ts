import { expect, test } from "vitest";
import { pauseFor } from "./pause.ts";

test("ends by itself, or with the signal's reason", async () => {
  await pauseFor(1);
  const controller = new AbortController();
  const reason = new Error("the run was cancelled");
  const pause = pauseFor(60_000, controller.signal);
  controller.abort(reason);
  await expect(pause).rejects.toBe(reason);
});
