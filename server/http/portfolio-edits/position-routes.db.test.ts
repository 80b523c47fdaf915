import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { portfolios, positions, valuations } from "#server/db/schema/portfolio.ts";
import { createInputEdits, type InputEdits } from "#tests/fixtures/input-edits.ts";
import type { TestPosition } from "#tests/fixtures/stored-portfolio.ts";

const NEW = { symbol: "MSFT", quantity: 10, entryPrice: 400.5, entryDate: "2025-07-03" };
const HOUSE: TestPosition = { symbol: "HOUSE", investmentClass: "PRIVATE", investmentSubtype: "REAL_ESTATE" };

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(async () => {
  expect(edits.api.faults).toEqual([]);
  await edits.api.close();
});

const positionsOf = (id: string) =>
  edits.api.database.db.select().from(positions).where(eq(positions.portfolioId, id)).orderBy(positions.ordinal);
/** A portfolio with one position, and the address of it. */
async function storeOne(position: TestPosition = { symbol: "AAPL" }, settings = {}) {
  const id = await edits.store([position], settings);
  const [row] = await positionsOf(id);
  return { id, positionId: row!.id, path: `/positions/${row!.id}` };
}

describe("adding a position", () => {
  it("stores it after the others, by the rules of the positions file, and outdates results from its entry on", async () => {
    const id = await edits.store();
    const { status, body } = await edits.send(id, "POST", "/positions", { ...NEW, quantity: "(1,000)" });
    expect([status, body.position]).toMatchObject([
      ...[201, { ordinal: 1, symbol: "MSFT", quantity: -1000, entryPrice: 400.5, investmentClass: "PUBLIC" }],
    ]);
    expect((await positionsOf(id))[1]).toMatchObject({ quantity: "-1000", entryPrice: "400.5", exitDate: null });
    expect(await edits.need(id)).toEqual({ from: "2025-07-03", edits: 1, isMarked: true });
  });

  it("takes options by their terms, and ended positions", async () => {
    const id = await edits.store();
    const terms = { underlyingSymbol: "aapl", strikePrice: 200, expirationDate: "2026-01-16", optionType: "put" };
    const exit = { exitDate: "2025-07-08", exitPrice: 0 };
    const { body } = await edits.send(id, "POST", "/positions", { ...NEW, symbol: null, ...terms, ...exit });
    expect(body.position).toMatchObject({ symbol: "AAPL260116P00200000", investmentSubtype: "PUT", exitPrice: 0 });
  });

  it("names every problem with its field, and stores nothing", async () => {
    const id = await edits.store();
    const wrong = { symbol: "TOO LONG AND WITH SPACES", quantity: 0, entryPrice: -1, entryDate: "2030-01-01" };
    const { status, body, problems } = await edits.send(id, "POST", "/positions", { ...wrong, exitDate: "2025-07-08" });
    expect([status, body.code]).toEqual([422, "ERR_POS_006"]);
    expect(problems.toSorted()).toEqual([
      ...["entryDate ERR_POS_014", "entryPrice ERR_POS_010", "exitPrice ERR_POS_026", "quantity ERR_POS_006"],
      "symbol ERR_POS_002",
    ]);
    expect((await edits.send(id, "POST", "/positions", { ...NEW, colour: "red" })).status).toBe(400);
    expect(await positionsOf(id)).toHaveLength(1);
    expect(await edits.need(id)).toMatchObject({ from: null, isMarked: false });
  });

  it("takes an equal one only where it is said to be a fill of its own", async () => {
    const id = await edits.store();
    await edits.send(id, "POST", "/positions", NEW);
    const again = await edits.send(id, "POST", "/positions", { ...NEW, entryPrice: "400.50" });
    expect([again.status, again.problems]).toEqual([422, ["symbol ERR_POS_023"]]);
    expect((await edits.send(id, "POST", "/positions", { ...NEW, acceptDuplicates: true })).status).toBe(201);
    expect(await positionsOf(id)).toHaveLength(3);
  });

  it("outdates results before the first there are where the account now begins earlier", async () => {
    const id = await edits.store();
    await edits.send(id, "POST", "/positions", { ...NEW, entryDate: "2025-05-03" });
    expect((await edits.need(id)).from, "the session after a Saturday").toBe("2025-05-05");
    const fixed = await edits.store(undefined, { fromDate: "2025-06-30" });
    await edits.send(fixed, "POST", "/positions", { ...NEW, entryDate: "2025-05-05" });
    expect((await edits.need(fixed)).from, "an account with a first date of its own").toBe("2025-06-30");
  });

  it("marks what is after the newest results for retries alone", async () => {
    const id = await edits.store();
    await edits.send(id, "POST", "/positions", { ...NEW, entryDate: "2025-07-16" });
    expect(await edits.need(id)).toEqual({ from: null, edits: 0, isMarked: true });
  });
});

describe("changing a position", () => {
  it("leaves what is not given, and outdates results from the earlier entry on", async () => {
    const { id, path } = await storeOne({ symbol: "AAPL", entryDate: "2025-07-02" });
    const { status, body } = await edits.send(id, "PATCH", path, { quantity: 12.5, entryDate: "2025-07-09" });
    expect([status, body.position]).toMatchObject([200, { quantity: 12.5, entryPrice: 100, entryDate: "2025-07-09" }]);
    expect(await edits.need(id)).toMatchObject({ from: "2025-07-02", edits: 1 });
    await edits.send(id, "PATCH", path, { entryDate: "2025-07-07" });
    expect(await edits.need(id), "never later than it already had to").toMatchObject({ from: "2025-07-02", edits: 2 });
  });

  it("changes nothing where nothing differs", async () => {
    const { id, path } = await storeOne();
    expect((await edits.send(id, "PATCH", path, { quantity: "100.000", symbol: "aapl" })).status).toBe(200);
    expect((await edits.send(id, "PATCH", path, {})).status).toBe(200);
    expect(await edits.need(id)).toMatchObject({ from: null, isMarked: false });
  });

  it("names every problem and keeps what was there", async () => {
    const { id, path } = await storeOne({ symbol: "AAPL", exitDate: "2025-07-10", exitPrice: "1" });
    const { status, problems } = await edits.send(id, "PATCH", path, {
      entryDate: "2025-07-11",
      investmentSubtype: "ART",
    });
    expect([status, problems.toSorted()]).toEqual([
      ...[422, ["exitDate ERR_POS_018", "investmentSubtype ERR_POS_017"]],
    ]);
    expect((await positionsOf(id))[0]).toMatchObject({ entryDate: "2025-06-30", investmentSubtype: "STOCK" });
  });

  it("keeps a valued position private and held on the days of its valuations", async () => {
    const { id, positionId, path } = await storeOne(HOUSE);
    await edits.api.database.db.insert(valuations).values({ positionId, date: "2025-07-02", price: "5" });
    expect((await edits.send(id, "PATCH", path, { investmentClass: "PUBLIC" })).problems).toEqual([
      "investmentClass ERR_VAL_007",
    ]);
    expect((await edits.send(id, "PATCH", path, { entryDate: "2025-07-03" })).problems).toEqual([
      "entryDate ERR_VAL_007",
    ]);
    expect((await edits.send(id, "PATCH", path, { entryDate: "2025-07-02" })).status).toBe(200);
  });
});

describe("ending a position", () => {
  it("stores date and price, moves them, and takes them back; results follow from the earliest of the dates", async () => {
    const { id, path } = await storeOne();
    const exit = (date: unknown, price: unknown) => edits.send(id, "POST", `${path}/exit`, { date, price });
    expect((await exit("7/10/2025", "$101.25")).body.position).toMatchObject({
      exitDate: "2025-07-10",
      exitPrice: 101.25,
    });
    expect((await edits.need(id)).from).toBe("2025-07-10");
    await edits.settle(id);
    await exit("2025-07-14", 101.25);
    expect((await edits.need(id)).from).toBe("2025-07-10");
    await edits.settle(id);
    await exit("2025-07-14", 0);
    expect((await edits.need(id)).from).toBe("2025-07-14");
    await edits.settle(id);
    const { status, body } = await edits.send(id, "DELETE", `${path}/exit`);
    expect([status, body.position.exitDate, body.position.exitPrice]).toEqual([200, null, null]);
    expect((await edits.need(id)).from).toBe("2025-07-14");
    await edits.settle(id);
    expect((await edits.send(id, "DELETE", `${path}/exit`)).status, "twice").toBe(200);
    expect(await edits.need(id)).toMatchObject({ from: null, isMarked: false });
  });

  it("asks for both, in the names of the request", async () => {
    const { id, path } = await storeOne();
    const exit = async (body: object) => (await edits.send(id, "POST", `${path}/exit`, body)).problems;
    expect(await exit({})).toEqual(["date ERR_POS_024", "price ERR_POS_025"]);
    expect(await exit({ date: "2025-07-10" })).toEqual(["price ERR_POS_026"]);
    expect(await exit({ date: "2025-06-27", price: 1 })).toEqual(["date ERR_POS_018"]);
    expect(await exit({ date: "2030-01-02", price: -1 })).toEqual(["date ERR_POS_024", "price ERR_POS_025"]);
  });
});

describe("deleting a position", () => {
  it("outdates results from its entry on", async () => {
    const id = await edits.store([{ symbol: "AAPL" }, { symbol: "KO", entryDate: "2025-07-07" }]);
    const [, second] = await positionsOf(id);
    expect((await edits.send(id, "DELETE", `/positions/${second!.id}`)).status).toBe(204);
    expect(await edits.need(id)).toMatchObject({ from: "2025-07-07", edits: 1 });
    expect(await positionsOf(id)).toHaveLength(1);
    expect((await edits.send(id, "DELETE", `/positions/${second!.id}`)).body.code).toBe("ERR_POS_027");
  });

  it("leaves an account of cash alone that begins where it did", async () => {
    const { id, path } = await storeOne({ symbol: "AAPL", entryDate: "2025-06-28" });
    expect((await edits.send(id, "DELETE", path)).status).toBe(204);
    const [row] = await edits.api.database.db.select().from(portfolios).where(eq(portfolios.id, id));
    expect(row).toMatchObject({ fromDate: "2025-06-30", recomputeFrom: "2025-06-30" });
  });
});

describe("whose positions", () => {
  it("are edited by their owner alone, and in their own portfolio alone", async () => {
    const stranger = await edits.api.signUp("Sam");
    const { id, path } = await storeOne();
    const other = await edits.store();
    const tried = [
      ["PATCH", path, { quantity: 1 }],
      ["DELETE", path, undefined],
      ["POST", `${path}/exit`, { date: "2025-07-10", price: 1 }],
      ["DELETE", `${path}/exit`, undefined],
    ] as const;
    for (const [method, address, body] of tried) {
      expect((await edits.send(id, method, address, body, stranger)).body).toMatchObject({ code: "ERR_PORT_014" });
      expect((await edits.send(other, method, address, body)).body).toMatchObject({ status: 404, code: "ERR_POS_027" });
    }
    expect((await edits.send(id, "POST", "/positions", NEW, stranger)).status).toBe(404);
    expect((await edits.send(id, "PATCH", "/positions/1", {})).body.code).toBe("ERR_POS_027");
    expect(await positionsOf(id)).toMatchObject([{ quantity: "100", exitDate: null }]);
  });
});
