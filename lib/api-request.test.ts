import { afterEach, describe, expect, it, vi } from "vitest";
import { apiPost, apiRequest, UNREACHABLE } from "./api-request.ts";

const answerWith = (answer: () => Response) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => answer()),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("asking the API", () => {
  it("answers with the body of a success, and null where there is none", async () => {
    answerWith(() => Response.json({ run: { id: "r1" } }, { status: 201 }));
    expect(await apiRequest("/api/v1/portfolios")).toEqual({ body: { run: { id: "r1" } } });
    answerWith(() => new Response(null, { status: 204 }));
    expect(await apiRequest("/api/v1/portfolios/1")).toEqual({ body: null });
  });

  it("reads a refusal as the problem it is, with all its errors", async () => {
    const errors = [
      { code: "ERR_POS_004", message: "The quantity is missing", row: 5, column: "Quantity", value: null },
    ];
    const body = {
      type: "about:blank",
      code: "ERR_PORT_008",
      detail: "The file has problems",
      fix: "Correct it",
      errors,
    };
    const headers = { "content-type": "application/problem+json" };
    answerWith(() => new Response(JSON.stringify(body), { status: 422, headers }));
    expect(await apiPost("/api/v1/portfolios", {})).toMatchObject({
      problem: { status: 422, code: "ERR_PORT_008", errors },
    });
  });

  it("says how long to wait", async () => {
    answerWith(() =>
      Response.json({ message: "Too many requests" }, { status: 429, headers: { "x-retry-after": "42" } }),
    );
    expect(await apiRequest("/api/auth/sign-in/email")).toMatchObject({
      problem: { status: 429, retryAfterSeconds: 42 },
    });
  });

  it("names the status of an answer that is no problem document", async () => {
    answerWith(() => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "content-type": "text/html" } }));
    expect(await apiRequest("/x")).toMatchObject({ problem: { status: 502, code: "ERR_SRV_001", errors: [] } });
  });

  it("takes the lack of an answer for a problem, and any other fault for what it is", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
    expect(await apiRequest("/x")).toMatchObject({ problem: { status: 0, code: UNREACHABLE } });
    vi.stubGlobal("fetch", () => Promise.reject(new RangeError("a bug")));
    await expect(apiRequest("/x")).rejects.toThrow("a bug");
  });
});
