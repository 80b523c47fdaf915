import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { positions } from "#server/db/schema/portfolio.ts";
import { createInputEdits, type InputEdits } from "#tests/fixtures/input-edits.ts";

const HOUSE = { symbol: "HOUSE", investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" } as const;

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(async () => {
  expect(edits.api.faults).toEqual([]);
  await edits.api.close();
});

/** A portfolio of a house, held to 11 July, and a share. */
async function storeHouse() {
  const house = { ...HOUSE, exitDate: "2025-07-11", exitPrice: "130" };
  const id = await edits.store([house, { symbol: "KO" }]);
  const { db } = edits.api.database;
  const rows = await db.select().from(positions).where(eq(positions.portfolioId, id)).orderBy(positions.ordinal);
  const [positionId, shareId] = rows.map((row) => row.id);
  return { id, positionId: positionId!, shareId: shareId! };
}
const add = (id: string, positionId: unknown, date: unknown, price: unknown) =>
  edits.send(id, "POST", "/valuations", { positionId, date, price });

describe("valuations", () => {
  it("are added, listed, changed and deleted, each outdating results from its date on", async () => {
    const { id, positionId } = await storeHouse();
    const { status, body } = await add(id, positionId, "2025-07-08", "$120.50");
    expect([status, body.valuation]).toMatchObject([
      ...[201, { positionId, symbol: "HOUSE", date: "2025-07-08", price: 120.5, note: null }],
    ]);
    expect((await edits.need(id)).from).toBe("2025-07-08");
    await add(id, positionId, "2025-07-02", 0);
    const listed = (await edits.send(id, "GET", "/valuations")).body.valuations;
    expect(listed).toMatchObject([{ date: "2025-07-02", price: 0 }, body.valuation]);
    await edits.settle(id);
    const path = `/valuations/${body.valuation.id}`;
    const changed = await edits.send(id, "PATCH", path, { date: "2025-07-10", note: "by the broker" });
    expect(changed.body.valuation).toMatchObject({ date: "2025-07-10", price: 120.5, note: "by the broker" });
    expect((await edits.need(id)).from).toBe("2025-07-08");
    await edits.settle(id);
    expect((await edits.send(id, "DELETE", path)).status).toBe(204);
    expect((await edits.need(id)).from).toBe("2025-07-10");
    expect((await edits.send(id, "GET", "/valuations")).body.valuations).toHaveLength(1);
  });

  it("are one per position and date", async () => {
    const { id, positionId } = await storeHouse();
    await add(id, positionId, "2025-07-08", 1);
    const twice = await add(id, positionId, "2025-07-08", 2);
    expect([twice.status, twice.problems]).toEqual([409, ["date ERR_VAL_005"]]);
    const { valuation } = (await add(id, positionId, "2025-07-09", 2)).body;
    const moved = await edits.send(id, "PATCH", `/valuations/${valuation.id}`, { date: "2025-07-08" });
    expect([moved.status, moved.problems]).toEqual([409, ["date ERR_VAL_005"]]);
  });

  it("are of private positions, of days on which they are held", async () => {
    const { id, positionId, shareId } = await storeHouse();
    expect((await add(id, shareId, "2025-07-08", 1)).problems).toEqual(["positionId ERR_VAL_004"]);
    expect((await add(id, positionId, "2025-06-29", -1)).problems).toEqual(["date ERR_VAL_001", "price ERR_VAL_002"]);
    expect((await add(id, positionId, "2025-07-12", "")).problems).toEqual(["date ERR_VAL_001", "price ERR_VAL_002"]);
    expect((await add(id, null, "2025-07-08", 1)).body.code).toBe("ERR_POS_027");
    expect(await edits.need(id)).toMatchObject({ from: null, isMarked: false });
  });

  it("go with their position", async () => {
    const { id, positionId } = await storeHouse();
    await add(id, positionId, "2025-07-08", 1);
    await edits.send(id, "DELETE", `/positions/${positionId}`);
    expect((await edits.send(id, "GET", "/valuations")).body.valuations).toEqual([]);
  });

  it("are the owner's alone, and a portfolio's own", async () => {
    const stranger = await edits.api.signUp("Sam");
    const [{ id, positionId }, other] = [await storeHouse(), await storeHouse()];
    const { valuation } = (await add(id, positionId, "2025-07-08", 1)).body;
    const path = `/valuations/${valuation.id}`;
    for (const [method, address, body] of [
      ["GET", "/valuations", undefined],
      ["POST", "/valuations", { positionId, date: "2025-07-01", price: 1 }],
      ["PATCH", path, {}],
      ["DELETE", path, undefined],
    ] as const) {
      expect((await edits.send(id, method, address, body, stranger)).body).toMatchObject({ code: "ERR_PORT_014" });
    }
    for (const method of ["PATCH", "DELETE"]) {
      const body = method === "PATCH" ? {} : undefined;
      expect((await edits.send(other.id, method, path, body)).body).toMatchObject({ code: "ERR_VAL_006" });
    }
    expect((await add(other.id, positionId, "2025-07-09", 1)).body.code).toBe("ERR_POS_027");
  });
});
