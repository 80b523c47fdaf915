import { afterEach, describe, expect, it, vi } from "vitest";
import { createPortfolio, type NewPortfolio } from "./create-portfolio.ts";

const wanted: NewPortfolio = {
  fields: { name: "Growth", accountName: "Broker", openingEquity: "2,500,000", description: "", from: null },
  source: { file: new Blob(["Symbol"]), fileName: "p.csv" },
  reading: {
    ...{
      acceptDuplicates: true,
      quantityBasis: "as of today",
      quantityAsOf: "2026-06-29",
      decimalMark: "," as const,
      corrections: { leftOut: [3] },
    },
    mapping: { headerRow: 1, columns: { Symbol: 0 } },
  },
  idempotencyKey: "key-1",
};

function answerWith(body: object, status: number) {
  const asked = vi.fn(async (_path: string, _init: { body: FormData; headers: Record<string, string> }) =>
    Response.json(body, { status }),
  );
  vi.stubGlobal("fetch", asked);
  return () => asked.mock.calls[0]![1];
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("sending a portfolio", () => {
  it("sends the fields that are filled, the file and the key, and answers with the run", async () => {
    const sent = answerWith({ portfolio: {}, run: { id: "run-1" }, skipped: [] }, 201);
    expect(await createPortfolio(wanted)).toEqual({ runId: "run-1" });
    const { body, headers } = sent();
    expect(headers["idempotency-key"]).toBe("key-1");
    expect([...body.keys()].sort()).toEqual(
      [
        ...[
          "accountName",
          "acceptDuplicates",
          "corrections",
          "decimalMark",
          "file",
          "mapping",
          "name",
          "openingEquity",
        ],
        ...["quantityAsOf", "quantityBasis"],
      ].sort(),
    );
    expect(JSON.parse(body.get("mapping") as string)).toEqual({ headerRow: 1, columns: { Symbol: 0 } });
    expect(JSON.parse(body.get("corrections") as string)).toEqual({ leftOut: [3] });
    expect((body.get("file") as File).name).toBe("p.csv");
  });

  it("names a sample instead of sending a file", async () => {
    const sent = answerWith({ run: { id: "run-1" } }, 201);
    await createPortfolio({ fields: {}, source: { sample: "growth" }, idempotencyKey: "k" });
    expect(Object.fromEntries(sent().body)).toEqual({ sample: "growth" });
  });

  it("sends price files beside it, each under its name, and puts their problems at them", async () => {
    const bytes = new TextEncoder().encode("Date,KO");
    const errors = [
      { field: "prices", file: "KO.csv", row: null, code: "ERR_PRICE_006", message: "The file has no price" },
      { field: "prices", file: null, code: "ERR_PRICE_099", message: "A rule of a newer server" },
      { field: "priceSource", code: "ERR_PRICE_012", message: "Price files came with another price source" },
    ];
    const sent = answerWith({ code: "ERR_PRICE_012", detail: "No", fix: "Do.", errors }, 422);
    const answer = await createPortfolio({
      ...wanted,
      prices: [
        { name: "KO.csv", bytes },
        { name: "b.csv", bytes },
      ],
    });
    expect(
      sent()
        .body.getAll("prices")
        .map((file) => (file as File).name),
    ).toEqual(["KO.csv", "b.csv"]);
    expect(answer).toMatchObject({
      refusal: {
        fields: { priceSource: expect.stringContaining("another price source") },
        file: [],
        prices: [{ file: "KO.csv", code: "ERR_PRICE_006", row: null }],
      },
    });
  });

  it("tells which portfolio has the same positions", async () => {
    const portfolio = { id: "p-1", accountName: "First", createdAt: "2026-11-03T10:00:00.000Z" };
    const problem = { code: "ERR_PORT_016", detail: "Before", fix: "Open it.", errors: [], portfolio };
    answerWith(problem, 409);
    expect(await createPortfolio(wanted)).toMatchObject({ refusal: { code: "ERR_PORT_016", earlier: portfolio } });
    answerWith({ ...problem, code: "ERR_PORT_001" }, 409);
    expect(await createPortfolio(wanted)).toMatchObject({ refusal: { earlier: null } });
  });

  it("puts a refusal's errors at their fields and rows", async () => {
    answerWith(
      {
        ...{ code: "ERR_PORT_008", detail: "The positions file has problems", fix: "Correct the rows listed." },
        errors: [
          { field: "accountName", code: "ERR_PORT_010", message: "The account name is missing", value: null },
          {
            row: 7,
            column: "Quantity",
            symbol: "AAPL",
            code: "ERR_POS_006",
            message: "The quantity is zero",
            value: "0",
          },
          { row: 8, column: "Colour", symbol: null, code: "ERR_POS_006", message: "A column of a newer server" },
        ],
      },
      422,
    );
    const answer = await createPortfolio(wanted);
    expect(answer).toMatchObject({
      refusal: {
        code: "ERR_PORT_008",
        message: "The positions file has problems. Correct the rows listed.",
        fields: { accountName: "The account name is missing. Enter a name, such as the broker's." },
        file: [
          { row: 7, column: "Quantity", code: "ERR_POS_006", value: "0" },
          { row: 8, column: null },
        ],
      },
    });
  });
});
