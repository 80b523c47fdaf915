import { expect, test } from "vitest";
import { parsePositions } from "#lib/portfolio-import/positions-csv.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";
import { createSampleMarket } from "../sample-market.ts";
import { RENAMINGS } from "./designated-symbols.ts";

const market = createSampleMarket();

/** The close of a session; of a renamed symbol, that of what it became. */
async function closeOn(symbol: string, date: string): Promise<number | undefined> {
  const { answers } = await market.daily([RENAMINGS.get(symbol)?.symbol ?? symbol], date, date);
  return answers[0]?.bars[0]?.close;
}

test.each(SAMPLE_PORTFOLIOS)(
  "what $id was bought and sold at is the market's own price of the day",
  async ({ csv }) => {
    const { positions } = parsePositions(csv, { today: "2026-01-02" });
    const priced = positions.filter(
      ({ investmentClass, investmentSubtype }) => investmentClass !== "PRIVATE" && investmentSubtype !== "CASH",
    );
    const trades = priced.flatMap(({ symbol, entryDate, entryPrice, exitDate, exitPrice }) => [
      { symbol, date: entryDate, price: Number(entryPrice) },
      ...(exitDate && exitPrice ? [{ symbol, date: exitDate, price: Number(exitPrice) }] : []),
    ]);
    expect(trades.length).toBeGreaterThan(5);
    for (const { symbol, date, price } of trades) {
      const close = await closeOn(symbol, date);
      expect(Math.abs(price / close! - 1), `${symbol} on ${date}: ${price}, close ${close}`).toBeLessThan(0.01);
    }
  },
);
