import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { snapshots } from "#server/db/schema/analytics.ts";
import { inPlanOrder } from "#server/engine/run-plan.ts";
import { sessionsBetween } from "#server/market/nyse-calendar.ts";
import { createPhaseContext, type ExecutedPhase, executePhase } from "#tests/fixtures/phase-context.ts";
import { createTestApi, importForm, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";
import { createPrepare } from "./prepare-run.ts";
import { registry } from "./registry.ts";

const SPLIT = "2024-06-10";
const DIVIDEND = "2024-06-12";
const SESSIONS = sessionsBetween("2024-05-01", "2024-06-14");

let api: TestApi;
let ann: TestUser;
beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
});
afterAll(() => api.close());

/** 1,200 a share until the ten-for-one split, 120 after it: as it was traded. */
const closes = (price: (date: string) => number, through = "2024-06-14") => {
  const rows = SESSIONS.filter((date) => date <= through).map((date) => `${date},${price(date)}`);
  return new File([["Date,NVDA", ...rows].join("\n")], "closes.csv");
};
const asTraded = closes((date) => (date < SPLIT ? 1_200 : 120));
const actions = new File(
  [["symbol,date,kind,value", `NVDA,${SPLIT},split,10`, `NVDA,${DIVIDEND},dividend,0.01`].join("\n")],
  "actions.csv",
);

async function imported(accountName: string, prices: readonly File[]): Promise<{ portfolioId: string; runId: string }> {
  const file = new Blob(["Symbol,Quantity,Entry Price Per Share,Entry Date\nNVDA,100,1200,2024-06-03"]);
  const own = { sample: undefined, file, name: "Chips", accountName, accountType: "ira", openingEquity: "200000" };
  const body = importForm({ ...own, priceSource: "upload" });
  for (const each of prices) body.append("prices", each);
  const answer = await api.request("/api/v1/portfolios", { method: "POST", body, as: ann });
  const { portfolio, run } = await answer.json();
  return { portfolioId: portfolio.id, runId: run.id };
}

/** Prepares the run as a worker does, which knows of no source but the stored files, and executes its phases. */
async function execute(runId: string) {
  const prepare = createPrepare({ db: api.database.db, sources: new Map(), now: () => new Date() });
  const { scope, ports, inputs } = await prepare(runId);
  const executed = new Map<string, ExecutedPhase>();
  for (const phase of inPlanOrder(registry)) {
    executed.set(phase.id, await executePhase(phase, createPhaseContext({ db: api.database.db, scope, ports })));
  }
  return { executed, inputs };
}

const stored = (portfolioId: string) =>
  api.database.db.select().from(snapshots).where(eq(snapshots.portfolioId, portfolioId)).orderBy(asc(snapshots.date));

test("a run on uploaded files with a table of actions holds ten times the shares after the split", async () => {
  const { portfolioId, runId } = await imported("As traded", [asTraded, actions]);
  const { executed, inputs } = await execute(runId);
  expect(inputs).toMatchObject({
    ...{ priceSource: "Uploaded price files", simulated: false },
    dates: { from: "2024-06-03", to: "2024-06-14", count: 10 },
  });
  expect(inputs.notes).not.toContain("Adjusted closes: no splits or dividends applied");
  expect(executed.get("phase_3")?.report.warnings).toEqual([]);
  const days = await stored(portfolioId);
  expect(days.map(({ date, marketValue }) => [date, Number(marketValue)])).toEqual(
    sessionsBetween("2024-06-03", "2024-06-14").map((date) => [date, 120_000]),
  );
  // A cent a share on a thousand shares.
  const paid = days.map(({ date, equity, dividends }) => [date, Number(equity), Number(dividends)]);
  expect(paid.find(([date]) => date === SPLIT)).toEqual([SPLIT, 200_000, 0]);
  expect(paid.find(([date]) => date === DIVIDEND)).toEqual([DIVIDEND, 200_010, 10]);
});

test("without the table closes are taken as adjusted: no split is applied, and the run says so", async () => {
  const { portfolioId, runId } = await imported("Adjusted", [closes(() => 120)]);
  const { inputs } = await execute(runId);
  expect(inputs.notes).toContain("Adjusted closes: no splits or dividends applied");
  const days = await stored(portfolioId);
  expect(new Set(days.map(({ marketValue }) => Number(marketValue)))).toEqual(new Set([12_000]));
});

test("the next run after other files took their place reads those", async () => {
  const { portfolioId, runId } = await imported("Replaced", [closes(() => 120)]);
  await execute(runId);
  await api.database.sql`update runs set status = 'completed' where id = ${runId}`;
  const body = new FormData();
  body.append(
    "prices",
    closes(() => 130),
  );
  const path = `/api/v1/portfolios/${portfolioId}`;
  expect((await api.request(`${path}/price-files`, { method: "PUT", body, as: ann })).status).toBe(200);
  const { run } = await (await api.request(`${path}/runs`, { method: "POST", as: ann })).json();
  const { inputs } = await execute(run.id);
  expect(inputs.dates).toMatchObject({ from: "2024-06-03", to: "2024-06-14" });
  const days = await stored(portfolioId);
  expect(new Set(days.map(({ marketValue }) => Number(marketValue)))).toEqual(new Set([13_000]));
});

test("after files that end earlier nothing is left of the later sessions, nor anything to compute", async () => {
  const { portfolioId, runId } = await imported("Shorter", [closes(() => 120)]);
  await execute(runId);
  await api.database.sql`update runs set status = 'completed' where id = ${runId}`;
  const body = new FormData();
  body.append(
    "prices",
    closes(() => 130, "2024-06-07"),
  );
  const path = `/api/v1/portfolios/${portfolioId}`;
  expect((await api.request(`${path}/price-files`, { method: "PUT", body, as: ann })).status).toBe(200);
  const startAgain = async () => (await (await api.request(`${path}/runs`, { method: "POST", as: ann })).json()).run.id;
  const again = await startAgain();
  expect((await execute(again)).inputs.dates).toMatchObject({ from: "2024-06-03", to: "2024-06-07" });
  const days = await stored(portfolioId);
  expect(days.map(({ date, marketValue }) => [date, Number(marketValue)])).toEqual(
    sessionsBetween("2024-06-03", "2024-06-07").map((date) => [date, 13_000]),
  );
  await api.database.sql`update runs set status = 'completed' where id = ${again}`;
  const prepare = createPrepare({ db: api.database.db, sources: new Map(), now: () => new Date() });
  expect((await prepare(await startAgain())).nothingToDo).toBe("up to date");
});
