import { expect, test } from "vitest";
import type { Risk } from "./portfolio-data.ts";
import { tailRiskRows } from "./tail-risk-rows.ts";

const risk = {
  ...{ equity: 100_000, tailLength: 500, reasons: { cornishFisherVar99: "outside its domain" } },
  ...{ historicalVar95: 0.02, historicalVar99: 0.04, historicalEs95: 0.03, historicalEs99: 0.05 },
  ...{ normalVar95: 0.021, normalVar99: 0.03, normalEs95: 0.026, normalEs99: 0.034 },
  ...{ cornishFisherVar95: 0.022, cornishFisherVar99: null, cornishFisherEs95: 0.03, cornishFisherEs99: 0.04 },
} as unknown as Risk;

test("each method has its figures at both levels as fractions and in dollars", () => {
  const of = (measure: "Var" | "Es") =>
    tailRiskRows(risk, measure, 1)[0]?.cells.map(({ field, level, share, dollars }) => [field, level, share, dollars]);
  expect(of("Var")).toEqual([
    ["historicalVar95", 95, 0.02, 2000],
    ["historicalVar99", 99, 0.04, 4000],
  ]);
  expect(of("Es")).toEqual([
    ["historicalEs95", 95, 0.03, 3000],
    ["historicalEs99", 99, 0.05, 5000],
  ]);
});

test("10 days are one day times the root of ten", () => {
  const cell = tailRiskRows(risk, "Var", 10)[1]?.cells[0];
  expect(cell?.share).toBeCloseTo(0.021 * Math.sqrt(10), 15);
  expect(cell?.dollars).toBeCloseTo(2100 * Math.sqrt(10), 9);
});

test("what is not known stays so over any horizon and says why, where it is missing only", () => {
  for (const days of [1, 10] as const) {
    const row = tailRiskRows(risk, "Var", days)[2];
    expect(row?.cells[1]).toEqual({ field: "cornishFisherVar99", level: 99, share: null, dollars: null });
    expect(row?.reasons).toEqual(["outside its domain"]);
    expect(tailRiskRows(risk, "Es", days)[2]?.reasons).toEqual([]);
  }
});

test("without positive equity there are no dollars", () => {
  for (const equity of [0, -5, null]) {
    expect(tailRiskRows({ ...risk, equity }, "Var", 1)[0]?.cells[0]).toMatchObject({ share: 0.02, dollars: null });
  }
});
