import { describe, expect, test } from "vitest";
import { ACCOUNT_TYPES, type PortfolioFields, validatePortfolioFields } from "./portfolio-fields.ts";

const valid: PortfolioFields = {
  name: "Growth",
  accountName: "Broker",
  accountType: "roth_ira",
  openingEquity: "$2,500,000.00",
  priceSource: "files",
};

const validate = (changes: PortfolioFields = {}) =>
  validatePortfolioFields({ ...valid, ...changes }, { today: "2025-06-30" });

describe("validatePortfolioFields", () => {
  test("trims texts, keeps the amount exact, and leaves what is absent null", () => {
    expect(validate({ name: "  My\u0000 \n growth ", description: " " })).toEqual({
      problems: [],
      value: {
        name: "My growth",
        accountName: "Broker",
        accountType: "roth_ira",
        openingEquity: "2500000",
        priceSource: "files",
        description: null,
        from: null,
        to: null,
      },
    });
  });

  const refused: [string, keyof PortfolioFields, PortfolioFields][] = [
    ["ERR_PORT_002", "name", { name: " " }],
    ["ERR_PORT_003", "name", { name: "x".repeat(256) }],
    ["ERR_PORT_004", "openingEquity", { openingEquity: "" }],
    ["ERR_PORT_005", "openingEquity", { openingEquity: "0" }],
    ["ERR_PORT_005", "openingEquity", { openingEquity: "-9999999999999" }],
    ["ERR_PORT_005", "openingEquity", { openingEquity: "a lot" }],
    ["ERR_PORT_006", "openingEquity", { openingEquity: "1,000,000,000,000.01" }],
    ["ERR_PORT_009", "accountType", { accountType: "piggy bank" }],
    ["ERR_PORT_009", "accountType", { accountType: null }],
    ["ERR_PORT_010", "accountName", { accountName: null }],
    ["ERR_PORT_011", "accountName", { accountName: "x".repeat(101) }],
    ["ERR_PORT_012", "priceSource", { priceSource: "crystal-ball" }],
    ["ERR_PORT_013", "description", { description: "x".repeat(2001) }],
    ["ERR_RUN_004", "from", { from: "soon" }],
    ["ERR_RUN_004", "from", { from: "1990-01-01" }],
    ["ERR_RUN_004", "to", { to: "2025-07-01" }],
    ["ERR_RUN_004", "to", { from: "2025-02-01", to: "2025-01-31" }],
  ];

  test.each(refused)("[%s] %s", (code, field, changes) => {
    const { value, problems } = validate(changes);
    expect(value).toBeNull();
    expect(problems).toMatchObject([{ code, field, value: changes[field] ?? null }]);
  });

  test("[ERR_PRICE_011] [ERR_PRICE_012] price files come with the source made of them, and with no other", () => {
    const codes = (priceSource: string, priceFiles: number) =>
      validatePortfolioFields(
        { ...valid, priceSource },
        { today: "2025-06-30", priceSources: ["files", "upload"], priceFiles },
      ).problems.map(({ field, code }) => [field, code]);
    expect(codes("upload", 2)).toEqual([]);
    expect(codes("upload", 0)).toEqual([["priceSource", "ERR_PRICE_011"]]);
    expect(codes("files", 1)).toEqual([["priceSource", "ERR_PRICE_012"]]);
  });

  test("all problems come at once", () => {
    const { problems } = validatePortfolioFields({}, { today: "2025-06-30" });
    expect(problems.map(({ code }) => code).toSorted()).toEqual([
      "ERR_PORT_002",
      "ERR_PORT_004",
      "ERR_PORT_009",
      "ERR_PORT_010",
      "ERR_PORT_012",
    ]);
  });

  test("boundaries are accepted, characters counted as a reader counts them", () => {
    const { value } = validate({
      name: "😀".repeat(255),
      accountName: "é".repeat(100),
      openingEquity: "1000000000000",
      from: "1/2/1990",
      to: "2025-06-30",
    });
    expect(value).toMatchObject({ openingEquity: "1000000000000", from: "1990-01-02", to: "2025-06-30" });
  });

  test("every account type is accepted, and a price source the caller offers", () => {
    for (const accountType of ACCOUNT_TYPES) expect(validate({ accountType }).value?.accountType).toBe(accountType);
    expect(validatePortfolioFields(valid, { today: "2025-06-30", priceSources: ["sample"] }).problems).toHaveLength(1);
  });
});
