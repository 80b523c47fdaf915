import { describe, expect, test } from "vitest";
import { GICS_SECTORS, gicsSector, sectorColour, sectorOf } from "./sectors.ts";

const stock = (sector: string | null) => ({ kind: "stock", profile: { kind: "stock", sector } }) as const;

describe("gicsSector", () => {
  test.each([
    ["Financial Services", "Financials"],
    ["Consumer Cyclical", "Consumer Discretionary"],
    ["Consumer Defensive", "Consumer Staples"],
    ["Basic Materials", "Materials"],
    ["Technology", "Information Technology"],
    ["Healthcare", "Health Care"],
  ])("translates a provider's %s to %s", (name, sector) => expect(gicsSector(name)).toBe(sector));

  test("knows each standard name as itself, whatever its case", () => {
    expect(GICS_SECTORS.map((sector) => gicsSector(sector.toUpperCase()))).toEqual(GICS_SECTORS);
  });

  test.each([null, "", "Bananas", "constructor"])("has none for %j", (name) => expect(gicsSector(name)).toBeNull());
});

describe("sectorColour", () => {
  test("gives each sector its own colour and everything else one grey", () => {
    expect(new Set(GICS_SECTORS.map(sectorColour)).size).toBe(11);
    expect(["ETF", "Cash", "Private", "Uncategorized"].map(sectorColour)).toEqual(Array(4).fill("#9E9E9E"));
    expect(sectorColour("Technology")).toBe("#2196F3");
  });
});

describe("sectorOf", () => {
  test("takes a stock's sector from its profile", () => expect(sectorOf(stock("Energy"))).toBe("Energy"));

  test("calls a stock without a known sector uncategorized", () => {
    expect(sectorOf(stock("Bananas"))).toBe("Uncategorized");
    expect(sectorOf({ kind: "stock", profile: null })).toBe("Uncategorized");
  });

  test("calls a fund ETF by its subtype or by its profile", () => {
    expect(sectorOf({ kind: "fund", profile: null })).toBe("ETF");
    expect(sectorOf({ kind: "stock", profile: { kind: "etf", sector: "Technology" } })).toBe("ETF");
  });

  test("never asks a profile about cash and private positions", () => {
    expect(sectorOf({ ...stock("Energy"), kind: "cash" })).toBe("Cash");
    expect(sectorOf({ ...stock("Energy"), kind: "private" })).toBe("Private");
  });

  test("takes an option's sector from its underlying", () => {
    expect(sectorOf({ ...stock("Utilities"), kind: "option" })).toBe("Utilities");
  });
});
