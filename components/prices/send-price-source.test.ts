import { afterEach, expect, test, vi } from "vitest";
import { sendPriceSource } from "./send-price-source.ts";

function answerWith(body: object, status: number) {
  const asked = vi.fn(async (_path: string, _init: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a source is changed by its name, files take the place of what was there", async () => {
  const asked = answerWith({}, 200);
  expect(await sendPriceSource("p", "sample")).toBeNull();
  expect(asked.mock.calls[0]).toMatchObject([
    "/api/v1/portfolios/p",
    { method: "PATCH", body: '{"priceSource":"sample"}' },
  ]);
  expect(await sendPriceSource("p", "upload", [{ name: "KO.csv", bytes: new Uint8Array([1]) }])).toBeNull();
  const [path, { method, body }] = asked.mock.calls[1] ?? ["", {}];
  expect([path, method]).toEqual(["/api/v1/portfolios/p/price-files", "PUT"]);
  expect((body as FormData).getAll("prices")).toHaveLength(1);
});

test("a run at work on the old prices is named", async () => {
  answerWith({ code: "ERR_RUN_001", detail: "A run is under way", fix: "Wait for it.", run: { id: "active" } }, 409);
  expect(await sendPriceSource("p", "yahoo")).toEqual({
    ...{ refusal: "A run is under way. Wait for it.", runId: "active", files: [] },
  });
});

test("what is wrong with files stands at the files", async () => {
  const errors = [{ field: "prices", file: "KO.csv", code: "ERR_PRICE_003", row: 2, message: "No price" }];
  answerWith({ code: "ERR_PRICE_010", detail: "The price files have problems", fix: "Correct them.", errors }, 422);
  const refused = await sendPriceSource("p", "upload", [{ name: "KO.csv", bytes: new Uint8Array([1]) }]);
  expect(refused?.files).toMatchObject([{ file: "KO.csv", code: "ERR_PRICE_003", row: 2 }]);
});
