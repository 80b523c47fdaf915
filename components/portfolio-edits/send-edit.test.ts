import { afterEach, expect, test, vi } from "vitest";
import { sendEdit } from "./send-edit.ts";

function answerWith(body: object | null, status: number) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) =>
    status === 204 ? new Response(null, { status }) : Response.json(body, { status }),
  );
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("an edit goes to the portfolio's address; nothing is sent with a deletion", async () => {
  const asked = answerWith({}, 201);
  expect(await sendEdit("p", { method: "POST", path: "/flows", body: { amount: "5" } })).toBeNull();
  expect(asked.mock.calls[0]).toMatchObject(["/api/v1/portfolios/p/flows", { method: "POST", body: '{"amount":"5"}' }]);
  answerWith(null, 204);
  expect(await sendEdit("p", { method: "DELETE", path: "/flows/1" })).toBeNull();
});

test("what is wrong stands at its field; what has none is told as a whole", async () => {
  const errors = [
    { field: "date", code: "ERR_FLOW_001", message: "The date is missing" },
    { field: "date", code: "ERR_FLOW_004", message: "Too early" },
    { field: "positionId", code: "ERR_VAL_004", message: "Only private positions" },
  ];
  answerWith({ code: "ERR_FLOW_001", detail: "x", fix: "y", errors }, 422);
  expect(await sendEdit("p", { method: "POST", path: "/flows", body: {} }, new Set(["date"]))).toEqual({
    ...{ fields: { date: "The date is missing" }, refusal: "Only private positions." },
    codes: ["ERR_FLOW_001", "ERR_FLOW_001", "ERR_FLOW_004", "ERR_VAL_004"],
  });
  answerWith({ code: "ERR_FLOW_001", detail: "x", fix: "y", errors: errors.slice(0, 1) }, 422);
  expect((await sendEdit("p", { method: "POST", path: "/flows", body: {} }, new Set(["date"])))?.refusal).toBeNull();
  answerWith({ code: "ERR_FLOW_005", detail: "It was not found", fix: "Load again.", errors: [] }, 404);
  expect(await sendEdit("p", { method: "DELETE", path: "/flows/1" })).toEqual({
    ...{ fields: {}, refusal: "It was not found. Load again.", codes: ["ERR_FLOW_005"] },
  });
});
