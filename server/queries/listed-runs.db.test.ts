import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { initialRunState } from "#lib/run/state.ts";
import { phaseRow } from "#server/db/run-rows.ts";
import { user } from "#server/db/schema/auth.ts";
import { portfolios } from "#server/db/schema/portfolio.ts";
import { runPhases, runs } from "#server/db/schema/run.ts";
import { createTestDatabase, type TestDatabase } from "#tests/fixtures/database.ts";
import { activePositions, listedRuns, runsOfList } from "./listed-runs.ts";

let database: TestDatabase;
const own = { ann: "", bob: "" };
const run = { annsFirst: "", annsSecond: "", bobs: "", nightly: "" };

async function insertPortfolio(ownerId: string): Promise<string> {
  const account = { accountName: "Broker", accountType: "taxable", openingEquity: "1000", priceSource: "sample" };
  const [row] = await database.db
    .insert(portfolios)
    .values({ ownerId, name: `${ownerId}'s`, ...account })
    .returning();
  return row!.id;
}

async function insertRun(values: Partial<typeof runs.$inferInsert>): Promise<string> {
  const [row] = await database.db
    .insert(runs)
    .values({ kind: "manual", ...values })
    .returning();
  const { id, createdAt } = row!;
  const state = initialRunState({ runId: id, kind: "manual", portfolio: null, createdAt: createdAt.toISOString() });
  await database.db.insert(runPhases).values(state.phases.toReversed().map((phase) => phaseRow(id, phase)));
  return id;
}

beforeAll(async () => {
  database = await createTestDatabase();
  for (const id of ["ann", "bob"]) {
    await database.db.insert(user).values({ id, name: id, email: `${id}@example.com` });
  }
  own.ann = await insertPortfolio("ann");
  own.bob = await insertPortfolio("bob");
  const past = new Date("2026-01-02T10:00:00.000Z");
  const ended = { status: "completed", endedAt: past, createdAt: past, lastSeq: 40, percent: 100 } as const;
  run.annsFirst = await insertRun({ ...ended, portfolioId: own.ann, requestedBy: "bob" });
  run.annsSecond = await insertRun({
    portfolioId: own.ann,
    status: "running",
    lastSeq: 7,
    percent: 12,
    createdAt: past,
  });
  run.bobs = await insertRun({ ...ended, portfolioId: own.bob, requestedBy: "bob" });
  run.nightly = await insertRun({ ...ended, kind: "nightly", createdAt: new Date() });
});
afterAll(() => database.drop());

describe("the rows of live lists", () => {
  it("carry the run's seq, its nine phases in plan order, and whose portfolio it is about", async () => {
    const [row] = await listedRuns(database.db, [run.annsSecond]);
    expect(row).toMatchObject({
      ownerId: "ann",
      run: { seq: 7, percent: 12, portfolio: { id: own.ann, name: "ann's" }, requestedBy: null, endedAt: null },
    });
    expect(row?.run.phases.map(({ id }) => id)).toEqual(
      "phase_1 phase_1_5 phase_1_75 phase_0 phase_2 phase_3 phase_4 phase_5 phase_6".split(" "),
    );
    expect(row?.run.phases[0]).toEqual({
      ...{ id: "phase_1", name: "Market Data Collection", status: "pending", busyMs: null },
    });
    expect(await listedRuns(database.db, [])).toEqual([]);
  });

  it.each([
    ["one's own portfolios' runs", "ann", { scope: "mine" as const }, ["annsFirst", "annsSecond"]],
    ["everybody's", "ann", { scope: "all" as const }, ["annsFirst", "annsSecond", "bobs", "nightly"]],
  ] as const)("are %s", async (_whose, userId, filter, expected) => {
    const asked = [run.bobs, run.annsFirst];
    const found = await runsOfList(database.db, userId, filter, asked);
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map((name) => run[name]).sort());
  });

  it("are one portfolio's where it is named, and none where it is another user's", async () => {
    const of = async (userId: string, portfolioId: string) =>
      (await runsOfList(database.db, userId, { scope: "mine", portfolioId }, [run.annsFirst])).length;
    expect([await of("ann", own.ann), await of("bob", own.ann)]).toEqual([2, 0]);
  });

  it("are looked after while active, and a moment longer", async () => {
    expect(await activePositions(database.db)).toEqual(
      new Map([
        [run.annsSecond, 7],
        [run.nightly, 40],
      ]),
    );
  });
});
