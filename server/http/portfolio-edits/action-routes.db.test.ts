import { afterAll, beforeAll, expect, it } from "vitest";
import { corporateActions } from "#server/db/schema/market.ts";
import { createInputEdits, type InputEdits } from "#tests/fixtures/input-edits.ts";

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(() => edits.api.close());

it("tells splits and dividends of what was held while it was, once each", async () => {
  const of = { source: "sample", kind: "dividend" as const, value: 0.5 };
  await edits.api.database.db.insert(corporateActions).values([
    { ...of, symbol: "KO", exDate: "2025-06-30" },
    { ...of, symbol: "KO", exDate: "2025-07-02" },
    { ...of, symbol: "KO", exDate: "2025-07-10" },
    { ...of, symbol: "KO", exDate: "2025-07-16" },
    { ...of, symbol: "AAPL", exDate: "2025-07-02", kind: "split", value: 4 },
    { ...of, symbol: "AAPL", exDate: "2025-07-03", source: "other" },
    { ...of, symbol: "MSFT", exDate: "2025-07-02" },
  ]);
  const call = { investmentClass: "OPTIONS", investmentSubtype: "CALL", underlyingSymbol: "AAPL" } as const;
  const id = await edits.store([
    { symbol: "KO", exitDate: "2025-07-09", exitPrice: "1" },
    { symbol: "KO", exitDate: "2025-07-10", exitPrice: "1" },
    { ...call, symbol: "AAPL260116C00200000", strikePrice: "200", expirationDate: "2026-01-16", optionType: "CALL" },
  ]);
  const { body } = await edits.send(id, "GET", "/actions");
  expect(body.actions).toEqual([
    { symbol: "KO", date: "2025-07-10", kind: "dividend", value: 0.5 },
    { symbol: "AAPL", date: "2025-07-02", kind: "split", value: 4 },
    { symbol: "KO", date: "2025-07-02", kind: "dividend", value: 0.5 },
  ]);
  const stranger = await edits.api.signUp("Sam");
  expect((await edits.send(id, "GET", "/actions", undefined, stranger)).body.code).toBe("ERR_PORT_014");
});
