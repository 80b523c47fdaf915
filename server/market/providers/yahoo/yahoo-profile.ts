import { z } from "zod";
import type { InstrumentKind, Profile } from "../../price-source.ts";
import { nullIfUnknown } from "./yahoo-answer.ts";
import type { YahooClient } from "./yahoo-client.ts";
import { yahooFigure as figure, yahooPart as part, yahooText as text } from "./yahoo-figure.ts";
import { yahooSymbol } from "./yahoo-symbol.ts";

/** Parts of a summary; Yahoo leaves out those it does not have for this kind of instrument. */
const summary = z.object({
  price: z.object({
    quoteType: z.string(),
    longName: text,
    shortName: text,
    exchangeName: text,
    currency: text,
    marketCap: figure,
  }),
  summaryDetail: part({
    trailingPE: figure,
    forwardPE: figure,
    dividendYield: figure,
    yield: figure,
    beta: figure,
    fiftyTwoWeekLow: figure,
    fiftyTwoWeekHigh: figure,
    totalAssets: figure,
  }),
  defaultKeyStatistics: part({ forwardPE: figure, beta: figure, beta3Year: figure, category: text }),
  assetProfile: part({ sector: text, industry: text, country: text, longBusinessSummary: text, website: text }),
  financialData: part({ targetLowPrice: figure, targetMeanPrice: figure, targetHighPrice: figure }),
  fundProfile: part({ categoryName: text }),
});

type Summary = z.output<typeof summary>;

const MODULES = [
  "price",
  "summaryDetail",
  "defaultKeyStatistics",
  "assetProfile",
  "financialData",
  "fundProfile",
] as const;

/** Kinds of Yahoo's that are companies or funds; the others, as indices and currencies, have no profile. */
const KINDS: Readonly<Record<string, InstrumentKind>> = { EQUITY: "stock", ETF: "etf", MUTUALFUND: "fund" };

export const instrumentKind = (quoteType: string): InstrumentKind | null => KINDS[quoteType] ?? null;

/** Prices quoted in hundredths, "GBp", "ILA", "ZAc"; what a whole company is worth Yahoo gives in the full currency. */
const HUNDREDTHS = new Set(["GBp", "GBX", "ILA", "ZAc"]);

function marketCapOf({ price, summaryDetail }: Summary): number | null {
  const value = price.marketCap ?? summaryDetail.totalAssets;
  return value !== null && price.currency !== null && HUNDREDTHS.has(price.currency) ? value * 100 : value;
}

function profileOf(symbol: string, found: Summary): Profile | null {
  const { price, summaryDetail, defaultKeyStatistics, assetProfile, financialData, fundProfile } = found;
  const kind = instrumentKind(price.quoteType);
  if (kind === null) return null;
  return {
    symbol,
    kind,
    name: price.longName ?? price.shortName,
    sector: assetProfile.sector,
    industry: assetProfile.industry ?? fundProfile.categoryName ?? defaultKeyStatistics.category,
    exchange: price.exchangeName,
    country: assetProfile.country,
    currency: price.currency,
    marketCap: marketCapOf(found),
    peRatio: summaryDetail.trailingPE,
    forwardPe: summaryDetail.forwardPE ?? defaultKeyStatistics.forwardPE,
    dividendYield: summaryDetail.dividendYield ?? summaryDetail.yield,
    beta: summaryDetail.beta ?? defaultKeyStatistics.beta ?? defaultKeyStatistics.beta3Year,
    week52Low: summaryDetail.fiftyTwoWeekLow,
    week52High: summaryDetail.fiftyTwoWeekHigh,
    targetLow: financialData.targetLowPrice,
    targetMean: financialData.targetMeanPrice,
    targetHigh: financialData.targetHighPrice,
    description: assetProfile.longBusinessSummary,
    website: assetProfile.website,
  };
}

/** @throws ProviderError */
export async function yahooProfile(client: YahooClient, symbol: string, signal?: AbortSignal): Promise<Profile | null> {
  const name = encodeURIComponent(yahooSymbol(symbol));
  const asked = client.ask(
    (library, options) => library.quoteSummary(name, { modules: [...MODULES] }, options),
    summary,
    signal,
  );
  const found = await nullIfUnknown(asked);
  return found && profileOf(symbol, found);
}
