import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cashFlows } from "#server/db/schema/portfolio.ts";
import { createInputEdits, type InputEdits } from "#tests/fixtures/input-edits.ts";

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(async () => {
  expect(edits.api.faults).toEqual([]);
  await edits.api.close();
});

const add = (id: string, date: unknown, amount: unknown, note?: string) =>
  edits.send(id, "POST", "/flows", { date, amount, note });
const flowsOf = async (id: string) => (await edits.send(id, "GET", "/flows")).body.flows;

describe("cash flows", () => {
  it("are listed oldest first, and outdate results from their session on", async () => {
    const id = await edits.store();
    const { status, body } = await add(id, "7/5/2025", "(1,000.25)", " for the\n roof ");
    expect([status, body.flow]).toMatchObject([201, { date: "2025-07-05", amount: -1000.25, note: "for the roof" }]);
    expect(await edits.need(id), "the session after a Saturday").toMatchObject({ from: "2025-07-07", edits: 1 });
    await add(id, "2025-07-02", 500);
    expect(await flowsOf(id)).toMatchObject([
      { date: "2025-07-02", amount: 500, note: null },
      { date: "2025-07-05", amount: -1000.25 },
    ]);
    expect(await edits.need(id)).toMatchObject({ from: "2025-07-02", edits: 2 });
  });

  it("are changed and deleted; results follow from the earlier of two dates", async () => {
    const id = await edits.store();
    const { flow } = (await add(id, "2025-07-09", 500, "kept")).body;
    await edits.settle(id);
    const changed = await edits.send(id, "PATCH", `/flows/${flow.id}`, { date: "2025-07-03", amount: 600 });
    expect(changed.body.flow).toEqual({ ...flow, date: "2025-07-03", amount: 600 });
    expect((await edits.need(id)).from).toBe("2025-07-03");
    await edits.settle(id);
    await edits.send(id, "PATCH", `/flows/${flow.id}`, { date: "2025-07-10" });
    expect((await edits.need(id)).from).toBe("2025-07-03");
    await edits.settle(id);
    expect(
      (await edits.send(id, "PATCH", `/flows/${flow.id}`, { note: "", amount: "600.00" })).body.flow.note,
    ).toBeNull();
    expect(await edits.need(id), "a note changes no result").toMatchObject({ from: null, isMarked: false });
    expect((await edits.send(id, "DELETE", `/flows/${flow.id}`)).status).toBe(204);
    expect((await edits.need(id)).from).toBe("2025-07-10");
    expect(await flowsOf(id)).toEqual([]);
  });

  it("have a date from the account's first session to today, and an amount", async () => {
    const id = await edits.store();
    expect((await add(id, null, 0)).problems).toEqual(["date ERR_FLOW_001", "amount ERR_FLOW_002"]);
    expect((await add(id, "2130-01-02", 1)).problems).toEqual(["date ERR_FLOW_001"]);
    expect((await add(id, "2025-06-27", 1)).problems).toEqual(["date ERR_FLOW_004"]);
    expect((await add(id, "2025-06-28", 1)).status, "the weekend before the first session").toBe(201);
    const { flow } = (await add(id, "2025-07-01", 1)).body;
    expect((await edits.send(id, "PATCH", `/flows/${flow.id}`, { date: "2025-06-27" })).problems).toEqual([
      "date ERR_FLOW_004",
    ]);
    expect((await edits.send(id, "POST", "/flows", { amount: { of: 1 } })).status).toBe(400);
  });

  it("are not counted where the account has come to begin after them", async () => {
    const id = await edits.store([{ symbol: "AAPL" }, { symbol: "KO", entryDate: "2025-07-05" }]);
    for (const date of ["2025-07-02", "2025-07-05"]) await add(id, date, 1);
    expect((await flowsOf(id)).map((flow: { counted: boolean }) => flow.counted)).toEqual([true, true]);
    const { body } = await edits.send(id, "GET", "/positions");
    await edits.send(id, "DELETE", `/positions/${body.positions[0].id}`);
    expect((await flowsOf(id)).map((flow: { counted: boolean }) => flow.counted)).toEqual([false, true]);
  });

  it("are at most 10,000", async () => {
    const id = await edits.store();
    const rows = Array.from({ length: 10_000 }, () => ({ portfolioId: id, date: "2025-07-01", amount: "1" }));
    await edits.api.database.db.insert(cashFlows).values(rows);
    expect((await add(id, "2025-07-01", 1)).body.code).toBe("ERR_FLOW_006");
    await edits.api.database.db.delete(cashFlows).where(eq(cashFlows.portfolioId, id));
  });

  it("are the owner's alone, and a portfolio's own", async () => {
    const stranger = await edits.api.signUp("Sam");
    const [id, other] = [await edits.store(), await edits.store()];
    const { flow } = (await add(id, "2025-07-01", 1)).body;
    for (const [method, path, body] of [
      ["GET", "/flows", undefined],
      ["POST", "/flows", { date: "2025-07-01", amount: 1 }],
      ["PATCH", `/flows/${flow.id}`, {}],
      ["DELETE", `/flows/${flow.id}`, undefined],
    ] as const) {
      expect((await edits.send(id, method, path, body, stranger)).body).toMatchObject({ code: "ERR_PORT_014" });
      if (path === "/flows") continue;
      expect((await edits.send(other, method, path, body)).body).toMatchObject({ status: 404, code: "ERR_FLOW_005" });
    }
    expect((await edits.send(id, "DELETE", "/flows/1")).body.code).toBe("ERR_FLOW_005");
  });
});
