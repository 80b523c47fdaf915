import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { STRESS_SCENARIOS } from "#lib/analytics/stress-catalogue.ts";
import { portfolioStress } from "#server/db/schema/analytics.ts";
import { createInputEdits, type InputEdits } from "#tests/fixtures/input-edits.ts";
import { storeRun } from "#tests/fixtures/stored-portfolio.ts";

const CRASH = { name: "My crash", shocks: { market: -0.5, rateBp: 200, value: 0 } };

let edits: InputEdits;
beforeAll(async () => {
  edits = await createInputEdits();
});
afterAll(async () => {
  expect(edits.api.faults).toEqual([]);
  await edits.api.close();
});

const add = (id: string, body: object) => edits.send(id, "POST", "/scenarios", body);

describe("scenarios", () => {
  it("are those built in, and the owner's, which outdate the newest results", async () => {
    const id = await edits.store();
    const { status, body } = await add(id, CRASH);
    expect([status, body.scenario]).toMatchObject([201, { name: "My crash", shocks: { market: -0.5, rateBp: 200 } }]);
    expect(body.scenario.shocks).not.toHaveProperty("value");
    expect(await edits.need(id)).toMatchObject({ from: "2025-07-15", edits: 1 });
    const listed = (await edits.send(id, "GET", "/scenarios")).body;
    expect(listed.builtIn).toEqual(STRESS_SCENARIOS);
    expect(listed.builtIn).toHaveLength(22);
    expect(listed.own).toEqual([body.scenario]);
  });

  it("are changed and deleted; shocks given take the place of all", async () => {
    const id = await edits.store();
    const { scenario } = (await add(id, CRASH)).body;
    const path = `/scenarios/${scenario.id}`;
    const renamed = await edits.send(id, "PATCH", path, { name: "Another" });
    expect(renamed.body.scenario).toEqual({ ...scenario, name: "Another" });
    const changed = await edits.send(id, "PATCH", path, { shocks: { size: 0.1 } });
    expect(changed.body.scenario).toEqual({ id: scenario.id, name: "Another", shocks: { size: 0.1 } });
    await edits.settle(id);
    expect((await edits.send(id, "DELETE", path)).status).toBe(204);
    expect((await edits.need(id)).from).toBe("2025-07-15");
    expect((await edits.send(id, "GET", "/scenarios")).body.own).toEqual([]);
  });

  it("leave no results of other shocks behind; a new name changes none", async () => {
    const { db } = edits.api.database;
    const id = await edits.store();
    const { scenario } = (await add(id, CRASH)).body;
    const rows = ["2025-07-14", "2025-07-15"].flatMap((date) =>
      ["market_up_5", scenario.id].map((each) => ({ portfolioId: id, date, scenario: each, pnl: "-1" })),
    );
    await db.insert(portfolioStress).values(rows);
    await edits.settle(id);
    const kept = () => db.$count(portfolioStress, eq(portfolioStress.portfolioId, id));
    const path = `/scenarios/${scenario.id}`;
    await edits.send(id, "PATCH", path, { name: "Another", shocks: CRASH.shocks });
    expect([await kept(), (await edits.need(id)).from]).toEqual([4, null]);
    await edits.send(id, "PATCH", path, { shocks: { market: 0.1 } });
    expect([await kept(), (await edits.need(id)).from]).toEqual([2, "2025-07-15"]);
    await db.insert(portfolioStress).values(rows).onConflictDoNothing();
    await edits.send(id, "DELETE", path);
    expect(await kept()).toBe(2);
  });

  it("that change during a run, which may be storing those before, are computed anew from its first session on", async () => {
    const id = await edits.store();
    const { scenario } = (await add(id, CRASH)).body;
    await storeRun(edits.api.database.db, id, { status: "running", kind: "manual" });
    await edits.send(id, "PATCH", `/scenarios/${scenario.id}`, { shocks: { market: 0.1 } });
    expect((await edits.need(id)).from).toBe("2025-06-30");
  });

  it("have a name of their own in the portfolio, and shocks within bounds", async () => {
    const id = await edits.store();
    expect((await add(id, {})).problems).toEqual(["name ERR_SCEN_001", "shocks ERR_SCEN_004"]);
    const beyond = { name: "x", shocks: { market: -1, growth: 5.01, rateBp: -1001 } };
    expect((await add(id, beyond)).problems).toEqual([
      ...["market ERR_SCEN_005", "growth ERR_SCEN_005", "rateBp ERR_SCEN_005"],
    ]);
    expect((await add(id, { name: "x", shocks: { gold: 1 } })).status).toBe(400);
    await add(id, CRASH);
    const twice = await add(id, { ...CRASH, name: " my  CRASH " });
    expect([twice.status, twice.problems]).toEqual([409, ["name ERR_SCEN_003"]]);
    expect((await add(await edits.store(), CRASH)).status, "in another portfolio").toBe(201);
    const { scenario } = (await add(id, { ...CRASH, name: "Other" })).body;
    const renamed = await edits.send(id, "PATCH", `/scenarios/${scenario.id}`, { name: "My crash" });
    expect([renamed.status, renamed.problems]).toEqual([409, ["name ERR_SCEN_003"]]);
  });

  it("are at most 50", async () => {
    const id = await edits.store();
    for (let n = 1; n <= 50; n++) expect((await add(id, { ...CRASH, name: `Crash ${n}` })).status).toBe(201);
    expect((await add(id, CRASH)).body.code).toBe("ERR_SCEN_006");
  });

  it("are the owner's alone, and a portfolio's own", async () => {
    const stranger = await edits.api.signUp("Sam");
    const [id, other] = [await edits.store(), await edits.store()];
    const { scenario } = (await add(id, CRASH)).body;
    const path = `/scenarios/${scenario.id}`;
    for (const [method, address, body] of [
      ["GET", "/scenarios", undefined],
      ["POST", "/scenarios", CRASH],
      ["PATCH", path, {}],
      ["DELETE", path, undefined],
    ] as const) {
      expect((await edits.send(id, method, address, body, stranger)).body).toMatchObject({ code: "ERR_PORT_014" });
      if (address === "/scenarios") continue;
      expect((await edits.send(other, method, address, body)).body).toMatchObject({ code: "ERR_SCEN_007" });
    }
  });
});
