import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultsOf, storeResults } from "#tests/fixtures/stored-results.ts";
import { createTestApi, importForm, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

let api: TestApi;
let ann: TestUser;
let bob: TestUser;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
  bob = await api.signUp("Bob");
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const POSITIONS = new Blob([
  "Symbol,Quantity,Entry Price Per Share,Entry Date\nAAPL,10,185.20,2024-01-05\nXYZ,1,10,2024-01-05",
]);
const CLOSES = new File(["Date,AAPL,KO\n2024-01-04,180,58\n2024-01-05,x,59\n2024-01-06,181,60"], "closes.csv");
const ACTIONS = new File(["symbol,date,kind,value\nKO,2024-01-05,dividend,0.46"], "actions.csv");
const BAD = new File(["symbol,date,kind,value\nKO,soon,dividend,0.46"], "actions.csv");
const ZIP = new File(["PK\u0003\u0004zip"], "prices.zip");

let accounts = 0;
function upload(prices: readonly File[], change: Record<string, string | undefined> = {}, headers = {}) {
  accounts += 1;
  const own = { sample: undefined, name: "Mine", accountName: `Account ${accounts}`, accountType: "ira" };
  const form = importForm({ ...own, file: POSITIONS, openingEquity: "1000000", priceSource: "upload", ...change });
  for (const file of prices) form.append("prices", file);
  return api.request("/api/v1/portfolios", { method: "POST", body: form, headers, as: ann });
}

async function made(prices: readonly File[]): Promise<string> {
  return (await (await upload(prices)).json()).portfolio.id;
}

function put(id: string, prices: readonly File[], as: TestUser = ann) {
  const body = new FormData();
  for (const file of prices) body.append("prices", file);
  return api.request(`/api/v1/portfolios/${id}/price-files`, { method: "PUT", body, as });
}

const listed = async (id: string, as: TestUser = ann) => api.request(`/api/v1/portfolios/${id}/price-files`, { as });
const endRuns = (id: string) => api.database.sql`update runs set status = 'completed' where portfolio_id = ${id}`;

describe("price files that come with a portfolio", () => {
  it("are stored with it and are its own source; what is in them, and which symbols they lack, is told", async () => {
    const response = await upload([CLOSES, ACTIONS]);
    expect(response.status).toBe(201);
    const { portfolio, priceFiles, unpricedSymbols } = await response.json();
    expect(portfolio).toMatchObject({
      ...{ priceSource: "upload", priceSourceLabel: "Uploaded price files", simulated: false },
    });
    expect(priceFiles).toEqual([
      {
        ...{ name: "closes.csv", kind: "prices", symbols: ["AAPL", "KO"], from: "2024-01-04", to: "2024-01-05" },
        ...{ bytes: CLOSES.size, rejected: 3 },
      },
      {
        ...{ name: "actions.csv", kind: "actions", symbols: ["KO"], from: "2024-01-05", to: "2024-01-05" },
        ...{ bytes: ACTIONS.size, rejected: 0 },
      },
    ]);
    expect(unpricedSymbols).toEqual(["XYZ"]);
    const [stored] = await api.database.sql`select price_source from portfolios where id = ${portfolio.id}`;
    expect(stored).toEqual({ price_source: `upload:${portfolio.id}` });
    const { priceFiles: list } = await (await listed(portfolio.id)).json();
    expect(list).toMatchObject([{ name: "actions.csv" }, { name: "closes.csv", symbols: ["AAPL", "KO"] }]);
  });

  it("one file alone is one too, and a file input left empty is none", async () => {
    const one = await upload([CLOSES, new File([], "")]);
    expect((await one.json()).priceFiles).toMatchObject([{ name: "closes.csv" }]);
  });

  it("a large file is read like a small one", async () => {
    const rows = Array.from({ length: 20_000 }, () => "2024-01-06,1,1");
    const large = new File([`Date,AAPL,KO\n2024-01-04,180,58\n${rows.join("\n")}`], "large.csv");
    expect((await (await upload([large])).json()).priceFiles).toMatchObject([{ rejected: 40_000, to: "2024-01-04" }]);
  });

  it("[ERR_PRICE_010] every problem of every file comes at once, and nothing is stored", async () => {
    const before = await api.database.sql`select count(*) from portfolios`;
    const response = await upload([ZIP, BAD, CLOSES]);
    expect(response.status).toBe(422);
    const { code, errors } = await response.json();
    expect(code).toBe("ERR_PRICE_010");
    expect(errors).toMatchObject([
      { field: "prices", file: "prices.zip", row: null, code: "ERR_PRICE_001" },
      { field: "prices", file: "actions.csv", row: 2, column: "date", code: "ERR_PRICE_009", value: "soon" },
    ]);
    expect(await api.database.sql`select count(*) from portfolios`).toEqual(before);
  });

  it("problems of the form, the positions and the price files come together", async () => {
    const { code, errors } = await (await upload([ZIP], { name: "" })).json();
    expect([code, errors.map((error: { code: string }) => error.code)]).toEqual([
      "ERR_PORT_002",
      ["ERR_PORT_002", "ERR_PRICE_001"],
    ]);
  });

  it.each([
    ["ERR_PRICE_011", "upload", []],
    ["ERR_PRICE_012", "sample", [CLOSES]],
  ])("[%s] is a problem of the price source", async (code, priceSource, prices) => {
    const response = await upload(prices, { priceSource });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code, errors: [{ field: "priceSource", code }] });
  });

  it("[ERR_PRICE_008] more than twenty are refused", async () => {
    const many = Array.from({ length: 21 }, (_, at) => new File(["Date,Close\n2024-01-04,1"], `S${at}.csv`));
    expect(await (await upload(many)).json()).toMatchObject({
      code: "ERR_PRICE_010",
      errors: [{ code: "ERR_PRICE_008" }],
    });
  });

  it("a form larger than all its files may be is refused before it is read", async () => {
    const response = await upload([new File(["x".repeat(35 * 1024 * 1024)], "closes.csv")]);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: "ERR_REQ_003" });
  });

  it("makes one portfolio for one Idempotency-Key", async () => {
    const key = { "idempotency-key": "prices" };
    const answers = [await upload([CLOSES], {}, key), await upload([CLOSES], {}, key)];
    const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
    expect(second.portfolio.id).toBe(first.portfolio.id);
    expect((await (await listed(first.portfolio.id)).json()).priceFiles).toHaveLength(1);
  });
});

describe("replacing price files", () => {
  it("takes the place of all of them, forgets what came of the old ones, and has all dates computed again", async () => {
    const id = await made([CLOSES, ACTIONS]);
    const source = `upload:${id}`;
    await endRuns(id);
    await api.database.sql`insert into bars (source, symbol, date, close) values (${source}, 'KO', '2024-01-04', 58)`;
    await api.database.sql`insert into price_coverage (source, symbol, from_date, to_date)
      values (${source}, 'KO', '2023-01-01', '2024-01-05'), ('sample', 'KO', '2023-01-01', '2024-01-05')`;
    await storeResults(api.database.db, id, ["2024-01-05", "2024-01-08"]);
    const response = await put(id, [new File(["Date,Close\n2024-01-04,57"], "KO.csv")]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ priceFiles: [{ name: "KO.csv", symbols: ["KO"] }] });
    expect((await (await listed(id)).json()).priceFiles).toHaveLength(1);
    expect(await api.database.sql`select source from bars where source = ${source}`).toEqual([]);
    expect(await api.database.sql`select source from price_coverage`).toEqual([{ source: "sample" }]);
    expect(await resultsOf(api.database.db, id)).toEqual({ rows: 0, live: null });
    const [portfolio] = await api.database.sql`
      select recompute_from::text, recompute_set_at is not null as set, recompute_set_by from portfolios where id = ${id}`;
    expect(portfolio).toEqual({ recompute_from: null, set: true, recompute_set_by: null });
  });

  it("[ERR_RUN_001] waits for the end of a run under way, which would store the old prices again", async () => {
    const id = await made([CLOSES]);
    const response = await put(id, [ACTIONS, CLOSES]);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "ERR_RUN_001", run: { status: "queued" } });
    expect((await (await listed(id)).json()).priceFiles).toHaveLength(1);
  });

  it("keeps the old ones where the new ones have problems, or are none", async () => {
    const id = await made([CLOSES]);
    await endRuns(id);
    expect(await (await put(id, [BAD, CLOSES])).json()).toMatchObject({ code: "ERR_PRICE_010" });
    expect(await (await put(id, [])).json()).toMatchObject({ code: "ERR_PRICE_011" });
    expect((await (await listed(id)).json()).priceFiles).toMatchObject([{ name: "closes.csv" }]);
  });

  it("makes them the price source of a portfolio that had another", async () => {
    const { portfolio } = await (await upload([], { priceSource: "sample" })).json();
    await endRuns(portfolio.id);
    expect((await (await listed(portfolio.id)).json()).priceFiles).toEqual([]);
    expect((await put(portfolio.id, [CLOSES])).status).toBe(200);
    const after = await api.request(`/api/v1/portfolios/${portfolio.id}`, { as: ann });
    expect((await after.json()).portfolio).toMatchObject({ priceSource: "upload", simulated: false });
  });
});

describe("price files are their owner's only", () => {
  it("another user neither sees nor replaces them", async () => {
    const id = await made([CLOSES]);
    await endRuns(id);
    for (const answer of [await listed(id, bob), await put(id, [CLOSES, ACTIONS], bob)]) {
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: "ERR_PORT_014" });
    }
    expect((await (await listed(id)).json()).priceFiles).toHaveLength(1);
  });

  it("they go with their portfolio, and so does everything stored of their source", async () => {
    const id = await made([CLOSES]);
    const other = await made([CLOSES]);
    for (const owner of [id, other]) {
      await api.database
        .sql`insert into bars (source, symbol, date, close) values (${`upload:${owner}`}, 'KO', '2024-01-04', 58)`;
    }
    expect((await api.request(`/api/v1/portfolios/${id}`, { method: "DELETE", as: ann })).status).toBe(204);
    const files = await api.database.sql`select 1 from price_files where portfolio_id = ${id}`;
    const bars = await api.database
      .sql`select source from bars where source in (${`upload:${id}`}, ${`upload:${other}`})`;
    expect([files.length, bars]).toEqual([0, [{ source: `upload:${other}` }]]);
  });
});
