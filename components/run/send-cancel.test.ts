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
  expect(await sendCancel("run")).toBe("Nonet cannot be reached. Check the connection and try again.");
});

test("that the run has ended by itself is told", async () => {
  vi.stubGlobal("fetch", async () => new Response("", { status: 409 }));
  expect(await sendCancel("run")).toBe("The run has ended already.");
});

test("any other refusal is told in the server's words, with what to do", async () => {
  const problem = { code: "ERR_AUTH_001", detail: "You are not signed in", fix: "Sign in and try again.", errors: [] };
  vi.stubGlobal("fetch", async () => Response.json(problem, { status: 401 }));
  expect(await sendCancel("run")).toBe("You are not signed in. Sign in and try again.");
});
