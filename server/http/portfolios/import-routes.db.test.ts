import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newYorkDate } from "#lib/new-york-date.ts";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { createTestApi, importForm, type TestApi, type TestUser } from "#tests/fixtures/test-api.ts";

let api: TestApi;
let ann: TestUser;

beforeAll(async () => {
  api = await createTestApi();
  ann = await api.signUp("Ann");
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.close();
});

const HEADER = "Symbol,Quantity,Entry Price Per Share,Entry Date";

function upload(change: Record<string, string | Blob | undefined>, headers: Record<string, string> = {}) {
  return api.request("/api/v1/portfolios", { method: "POST", body: importForm(change), headers, as: ann });
}

function csv(...rows: string[]): Blob {
  return new Blob([[HEADER, ...rows].join("\n")], { type: "text/csv" });
}

const own = (account: string, file: Blob | undefined) => ({
  sample: undefined,
  file,
  name: "Mine",
  accountName: account,
  accountType: "ira",
  openingEquity: "$1,000,000",
  priceSource: "sample",
});

describe("importing a portfolio", () => {
  it("[RUN1] stores a sample portfolio and answers with its queued run", async () => {
    const response = await upload({ accountName: "Sample" });
    expect(response.status).toBe(201);
    const { portfolio, run, skipped } = await response.json();
    expect(response.headers.get("location")).toBe(`/api/v1/portfolios/${portfolio.id}`);
    expect(portfolio).toMatchObject({
      accountName: "Sample",
      positionCount: 17,
      simulated: true,
      openingEquity: 700_000,
    });
    expect(run).toMatchObject({ kind: "onboarding", status: "queued", portfolio: { id: portfolio.id } });
    expect(run.phases).toHaveLength(9);
    expect(api.queued).toContain(run.id);
    expect(skipped).toEqual([]);
  });

  it("stores an uploaded file to the last decimal, in file order, with the chosen range", async () => {
    const file = csv("AAPL,10.123456,185.20,2024-01-05", 'TSLA,-5,"1,200.5",2024-01-05');
    const response = await upload({ ...own("Upload", file), from: "2024-01-08", to: "2024-06-28" });
    expect(response.status).toBe(201);
    const { portfolio } = await response.json();
    expect(portfolio).toMatchObject({ name: "Mine", accountType: "ira", fromDate: "2024-01-08", toDate: "2024-06-28" });
    const rows = await api.database.sql`
      select symbol, quantity, entry_price from positions where portfolio_id = ${portfolio.id} order by ordinal`;
    expect(rows).toEqual([
      { symbol: "AAPL", quantity: "10.123456", entry_price: "185.2" },
      { symbol: "TSLA", quantity: "-5", entry_price: "1200.5" },
    ]);
    const [run] = await api.database.sql`select from_date::text, kind from runs where portfolio_id = ${portfolio.id}`;
    expect(run).toEqual({ from_date: "2024-01-08", kind: "onboarding" });
  });

  it("takes quantities in the shares of each entry, or in today's, as brokers export them", async () => {
    const file = csv("AAPL,10,185.20,2024-01-05");
    const asOf = async (account: string, basis: Record<string, string>) => {
      const response = await upload({ ...own(account, file), ...basis });
      const { portfolio } = await response.json();
      const [row] = await api.database
        .sql`select quantity_as_of::text from positions where portfolio_id = ${portfolio.id}`;
      return row?.quantity_as_of;
    };
    expect(await asOf("Traded", {})).toBeNull();
    expect(await asOf("Traded too", { quantityBasis: "as traded" })).toBeNull();
    expect(await asOf("Broker", { quantityBasis: "as of today" })).toBe(newYorkDate(new Date()));
    expect((await upload({ ...own("Unclear", file), quantityBasis: "as of tomorrow" })).status).toBe(400);
  });

  it("takes a broker's quantities in the shares of the day that the file states, or that is said", async () => {
    const schwab = (day: string, shares: number) =>
      new Blob([
        `"Positions for account ...1 as of 04:05 PM ET, ${day}"\n`,
        '"Symbol","Qty (Quantity)","Mkt Val (Market Value)","Cost Basis","Ratings","Asset Type"\n',
        `"AAPL","${shares}","$600.00","$500.00","B","Equity"`,
      ]);
    const corrections = JSON.stringify({ cells: [[3, "Entry Date", "2024-01-05"]] });
    const asOf = async (account: string, file: Blob, said: Record<string, string> = {}) => {
      const broker = { ...own(account, file), corrections, quantityBasis: "as of today" };
      const { portfolio } = await (await upload({ ...broker, ...said })).json();
      const [row] = await api.database
        .sql`select quantity_as_of::text from positions where portfolio_id = ${portfolio.id}`;
      return row?.quantity_as_of;
    };
    expect(await asOf("Stated", schwab("2025/06/06", 1))).toBe("2025-06-06");
    expect(await asOf("Said", schwab("2025/06/06", 2), { quantityAsOf: "2025-06-05" })).toBe("2025-06-05");
    expect(await asOf("Impossible", schwab("2999/01/01", 3))).toBe(newYorkDate(new Date()));
    const future = { ...own("Future", schwab("2025/06/06", 4)), corrections, quantityBasis: "as of today" };
    const refused = await upload({ ...future, quantityAsOf: "2999-01-01" });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await refused.json()).toMatchObject({ errors: [{ field: "quantityAsOf", code: "ERR_PORT_017" }] });
  });

  it("refuses a day of quantities that are as traded, rather than leave it unread", async () => {
    const given = { ...own("Day alone", csv("AAPL,11,185.20,2024-01-05")), quantityAsOf: "2025-06-05" };
    for (const basis of [{}, { quantityBasis: "as traded" }]) {
      const refused = await upload({ ...given, ...basis });
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({
        errors: [{ field: "quantityAsOf", code: "ERR_PORT_017", message: expect.stringContaining("as of today") }],
      });
    }
    expect((await upload({ ...given, quantityBasis: "as of today" })).status).toBe(201);
  });

  it("stores nothing and names every problem of file and form at once", async () => {
    const before = await api.database.sql`select count(*) from portfolios`;
    const file = csv("AAPL,0,185.20,2024-01-05", "MSFT,1,-3,2024-13-05");
    const response = await upload({ ...own("Broken", file), openingEquity: "0" });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = await response.json();
    expect(problem).toMatchObject({
      type: "about:blank",
      title: "Unprocessable Content",
      status: 422,
      code: "ERR_PORT_008",
    });
    const found = problem.errors.map(({ code, row, field }: Record<string, unknown>) => [code, row ?? field]);
    expect(found).toEqual([
      ["ERR_PORT_005", "openingEquity"],
      ["ERR_POS_006", 2],
      ["ERR_POS_010", 3],
      ["ERR_POS_013", 3],
    ]);
    expect(await api.database.sql`select count(*) from portfolios`).toEqual(before);
  });

  it.each([
    ["ERR_PORT_002", { name: "" }],
    ["ERR_PORT_004", { openingEquity: "" }],
    ["ERR_PORT_007", { file: undefined }],
    ["ERR_PORT_007", { file: "not a file" }],
    ["ERR_PORT_008", { file: new Blob(["PK\u0003\u0004zip"]) }],
    ["ERR_PORT_009", { accountType: "piggy bank" }],
    ["ERR_PORT_012", { priceSource: "files" }],
    ["ERR_RUN_004", { from: "2024-02-01", to: "2024-01-01" }],
  ])("answers %s", async (code, change) => {
    const response = await upload({ ...own("Refused", csv("AAPL,1,185.20,2024-01-05")), ...change });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code });
  });

  it("takes equal rows once they are confirmed", async () => {
    const twice = csv("AAPL,1,185.20,2024-01-05", "AAPL,1,185.20,2024-01-05");
    expect((await upload(own("Twice", twice))).status).toBe(422);
    expect((await upload({ ...own("Twice", twice), acceptDuplicates: "true" })).status).toBe(201);
  });

  it("refuses an account name that is taken, in any case; another user may have it", async () => {
    expect((await upload({ accountName: "Taken" })).status).toBe(201);
    const again = await upload({ accountName: "TAKEN" });
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: "ERR_PORT_001" });
    const bob = await api.signUp("Bob");
    const body = importForm({ accountName: "Taken" });
    expect((await api.request("/api/v1/portfolios", { method: "POST", body, as: bob })).status).toBe(201);
  });

  it("makes one portfolio for one Idempotency-Key, also when both requests come at once", async () => {
    const key = { "idempotency-key": "the-same" };
    const [first, second] = await Promise.all([1, 2].map(() => upload({ accountName: "Once" }, key)));
    const third = await upload({ accountName: "Once" }, key);
    const made = await Promise.all([first!, second!, third].map((response) => response.json()));
    expect([first!.status, second!.status, third.status]).toEqual([201, 201, 201]);
    expect(new Set(made.map(({ portfolio }) => portfolio.id)).size).toBe(1);
    expect(new Set(made.map(({ run }) => run.id)).size).toBe(1);
  });

  it("[ERR_PORT_016] adds nothing when the same positions come again, and says where they are", async () => {
    const carl = await api.signUp("Carl");
    const send = (account: string, file: Blob, change: Record<string, string | undefined> = {}, as = carl) => {
      const body = importForm({ ...own(account, file), importAgain: undefined, ...change });
      return api.request("/api/v1/portfolios", { method: "POST", body, as });
    };
    const rows = ["AAPL,10,185.20,2024-01-05", "MSFT,5,370.00,2024-01-08"];
    const first = await send("First", csv(...rows));
    expect(first.status).toBe(201);
    const { portfolio } = await first.json();

    const written = new Blob([
      `${HEADER}\r\nMSFT;5.0;"$370";1/8/2024\r\n`.replaceAll(",", ";"),
      "aapl;10;185.2;1/5/2024",
    ]);
    for (const file of [csv(...rows), written]) {
      const again = await send("Second", file);
      expect(again.status).toBe(409);
      expect(await again.json()).toMatchObject({
        code: "ERR_PORT_016",
        detail: "You have imported these positions before, as First",
        portfolio: { id: portfolio.id, name: "Mine", accountName: "First", createdAt: portfolio.createdAt },
      });
    }
    expect((await send("Second", csv(...rows), { quantityBasis: "as of today" })).status).toBe(201);
    expect((await send("Third", csv(...rows), {}, await api.signUp("Dora"))).status).toBe(201);
    expect((await send("Third", csv(...rows), { importAgain: "true" })).status).toBe(201);
    const both = await Promise.all(["Fourth", "Fifth"].map((account) => send(account, csv("KO,1,50,2024-01-05"))));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    const deleted = await api.request(`/api/v1/portfolios/${portfolio.id}`, { method: "DELETE", as: carl });
    expect(deleted.status).toBe(204);
  });

  it("reads a broker's export by its header, with what was put right in it", async () => {
    const file = new Blob([Uint8Array.from(readPortfolioFile("brokers/vanguard"))]);
    const refused = await upload(own("Vanguard", file));
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(new Set(errors.map(({ code }: { code: string }) => code))).toEqual(new Set(["ERR_POS_008", "ERR_POS_012"]));
    const cells = errors.map(({ row, column }: { row: number; column: string }) => {
      return [row, column, column === "Entry Date" ? "2024-01-05" : "100"];
    });
    const corrections = JSON.stringify({ cells, leftOut: [7] });
    const answer = await upload({ ...own("Vanguard", file), corrections, quantityBasis: "as of today" });
    expect(answer.status).toBe(201);
    const { portfolio, skipped } = await answer.json();
    expect(portfolio.positionCount).toBe(4);
    expect(skipped).toContainEqual({ row: 7, reason: "Left out by you" });
  });

  it("reads any other file by the columns that a person has assigned", async () => {
    const file = new Blob(["Wertpapier;Stück;Kaufkurs;Tag\nAAPL;10;185.20;2024-01-05"]);
    const columns = { Symbol: 0, Quantity: 1, "Entry Price Per Share": 2, "Entry Date": 3 };
    const answer = await upload({ ...own("Assigned", file), mapping: JSON.stringify({ headerRow: 1, columns }) });
    expect(answer.status).toBe(201);
  });

  it("[ERR_CSV_011] reads decimal commas where the file tells or the form says so, and refuses what could be two numbers", async () => {
    const file = (amounts: string) => new Blob([`Symbol;Quantity;Entry Price Per Share;Entry Date\n${amounts}`]);
    const quantities = async (account: string, amounts: string, said: Record<string, string> = {}) => {
      const response = await upload({ ...own(account, file(amounts)), ...said });
      const { portfolio } = await response.json();
      const rows = await api.database
        .sql`select quantity, entry_price from positions where portfolio_id = ${portfolio.id}`;
      return rows.map((row) => [Number(row.quantity), Number(row.entry_price)]);
    };
    expect(await quantities("Commas", "AAPL;1.234;150,25;2024-01-05")).toEqual([[1234, 150.25]]);
    const unclear = "AAPL;1.234;60;2024-01-05";
    expect(await (await upload(own("Either", file(unclear)))).json()).toMatchObject({
      errors: [{ code: "ERR_CSV_011", row: 2, column: "Quantity", value: "1.234" }],
    });
    expect(await quantities("Commas said", unclear, { decimalMark: "," })).toEqual([[1234, 60]]);
  });

  it.each([
    ["ERR_CSV_009", { mapping: "{" }],
    ["ERR_CSV_009", { mapping: '{"headerRow":1,"columns":{"Colour":1}}' }],
    ["ERR_CSV_009", { mapping: '{"headerRow":1,"columns":{"Symbol":90}}' }],
    ["ERR_CSV_010", { corrections: '{"cells":[[0,"Symbol","A"]]}' }],
    ["ERR_CSV_010", { corrections: '{"lines":[[2,"a\\nb"]]}' }],
  ])("answers %s to what cannot be applied: %o", async (code, change) => {
    const response = await upload({ ...own("Unreadable", csv("AAPL,1,185.20,2024-01-05")), ...change });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "ERR_PORT_008", errors: [{ code }] });
  });

  it("refuses a body that is too large before reading it", async () => {
    const response = await upload(own("Large", new Blob(["x".repeat(11 * 1024 * 1024)])));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "ERR_PORT_008", errors: [{ code: "ERR_CSV_001" }] });
  });
});
