import { afterEach, expect, test, vi } from "vitest";
import { sendRetry } from "./send-retry.ts";

function answerWith(body: object, status: number) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

const problem = { detail: "There is nothing to retry in this run", fix: "Run the batch again." };

test("[RUN9] a retry leads to the new run", async () => {
  const asked = answerWith({ run: { id: "new" } }, 202);
  expect(await sendRetry("old")).toEqual({ runId: "new" });
  expect(asked.mock.calls[0]?.[0]).toBe("/api/v1/runs/old/retry");
});

test("[RUN9] where a run is under way already, that one is gone to", async () => {
  answerWith({ ...problem, code: "ERR_RUN_001", run: { id: "active" } }, 409);
  expect(await sendRetry("old")).toEqual({ runId: "active" });
});

test("[RUN9] a refusal says why and what to do", async () => {
  answerWith({ ...problem, code: "ERR_RUN_005" }, 409);
  expect(await sendRetry("old")).toEqual({ refusal: "There is nothing to retry in this run. Run the batch again." });
});
