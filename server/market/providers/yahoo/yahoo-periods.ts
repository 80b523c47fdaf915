import { z } from "zod";

/** The three ways that Yahoo counts: quarters, fiscal years, and the twelve months up to a quarter's end. */
export const STATEMENT_TYPES = ["quarterly", "annual", "trailing"] as const;

export type StatementType = (typeof STATEMENT_TYPES)[number];

/** What is asked of each; of all that Yahoo has the address would be too long for one request. */
export const FIGURES = [
  "TotalRevenue",
  "OperatingRevenue",
  "GrossProfit",
  "OperatingIncome",
  "NetIncome",
  "NetIncomeCommonStockholders",
  "EBITDA",
  "DilutedEPS",
  "TotalAssets",
  "CurrentAssets",
  "TotalLiabilitiesNetMinorityInterest",
  "CurrentLiabilities",
  "TotalDebt",
  "CashAndCashEquivalents",
  "StockholdersEquity",
  "OperatingCashFlow",
  "CapitalExpenditure",
  "FreeCashFlow",
] as const;

type Figure = (typeof FIGURES)[number];

/** One period of one company: the figures that it reported. */
export interface YahooPeriod {
  readonly type: StatementType;
  readonly end: string;
  readonly currency: string | null;
  readonly figures: ReadonlyMap<Figure, number>;
}

const point = z.object({
  asOfDate: z.iso.date(),
  currencyCode: z.string().nullish(),
  reportedValue: z.object({ raw: z.number() }),
});

/** One figure over time, under its own name; those that a company does not report have no points. */
const series = z
  .looseObject({ meta: z.object({ type: z.tuple([z.string()], z.string()) }) })
  .transform((found, context) => {
    const [name] = found.meta.type;
    const points = z.array(point.nullable()).safeParse(found[name] ?? []);
    if (points.success) return { name, points: points.data.filter((one) => one !== null) };
    for (const issue of points.error.issues) context.addIssue({ ...issue, path: [name, ...issue.path] });
    return z.NEVER;
  });

type Series = z.output<typeof series>;

function periodsOf(all: readonly Series[]): YahooPeriod[] {
  const periods = new Map<string, YahooPeriod & { figures: Map<Figure, number> }>();
  for (const { name, points } of all) {
    const type = STATEMENT_TYPES.find((known) => name.startsWith(known));
    const figure = FIGURES.find((known) => `${type}${known}` === name);
    if (!type || !figure) continue;
    for (const { asOfDate: end, currencyCode, reportedValue } of points) {
      const period = periods.get(`${type} ${end}`) ?? { type, end, currency: currencyCode ?? null, figures: new Map() };
      periods.set(`${type} ${end}`, period);
      period.figures.set(figure, reportedValue.raw);
    }
  }
  return [...periods.values()].sort((a, b) => (a.end > b.end ? -1 : 1));
}

/** All periods of all types that a company reported, newest first. */
export const yahooPeriods = z
  .object({ timeseries: z.object({ result: z.array(series) }) })
  .transform(({ timeseries }) => periodsOf(timeseries.result));
