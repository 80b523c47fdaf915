import { afterEach, expect, test, vi } from "vitest";
import { sendCancel } from "./send-cancel.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a cancellation that is taken has nothing to say", async () => {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => Response.json({}, { status: 202 }));
  vi.stubGlobal("fetch", asked);
  expect(await sendCancel("run")).toBeNull();
  expect(asked.mock.calls[0]).toMatchObject(["/api/v1/runs/run/cancel", { method: "POST" }]);
});

test("no answer is said, so that it can be asked again", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await sendCancel("run")).toBe("The server did not answer; try again.");
});

test.each([
  [409, "The run has ended already."],
  [500, "The run could not be cancelled. Try again."],
])("a refusal with status %i is told", async (status, words) => {
  vi.stubGlobal("fetch", async () => new Response("", { status }));
  expect(await sendCancel("run")).toBe(words);
});
