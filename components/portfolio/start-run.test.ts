import { afterEach, expect, test, vi } from "vitest";
import { startRun } from "./start-run.ts";

afterEach(() => vi.unstubAllGlobals());

function answerWith(answer: () => Promise<Response>) {
  const asked = vi.fn((_path: string, _init: RequestInit) => answer());
  vi.stubGlobal("fetch", asked);
  return asked;
}

const problem = { code: "ERR_RUN_001", detail: "A run is under way", fix: "Wait for it." };

test("[RUN9] running again computes what there is again and leads to the new run", async () => {
  const asked = answerWith(async () => Response.json({ run: { id: "new" } }, { status: 202 }));
  expect(await startRun("p")).toEqual({ runId: "new" });
  const [path, init] = asked.mock.calls[0]!;
  expect([path, init.body]).toEqual(["/api/v1/portfolios/p/runs", '{"force":true}']);
});

test("[RUN9] where a run is under way already, that one is gone to", async () => {
  answerWith(async () => Response.json({ ...problem, run: { id: "active" } }, { status: 409 }));
  expect(await startRun("p")).toEqual({ runId: "active" });
});

test("a refusal and a line that is down say why and what to do", async () => {
  answerWith(async () => Response.json(problem, { status: 429 }));
  expect(await startRun("p")).toEqual({ refusal: "A run is under way. Wait for it." });
  answerWith(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await startRun("p")).toEqual({ refusal: "Nonet cannot be reached. Check the connection and try again." });
});
