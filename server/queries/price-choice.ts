import { eq } from "drizzle-orm";
import { UPLOAD, UPLOADED_LABEL } from "#lib/price-files/upload-source.ts";
import type { Database } from "#server/db/client.ts";
import { priceFiles } from "#server/db/schema/market.ts";
import { ownedPortfolio } from "./owned-portfolio.ts";
import { type OfferedPriceSource, sourceAttribution, sourceLabel } from "./price-source-offer.ts";
import type { Viewer } from "./viewer.ts";

/** Where a portfolio's prices come from, and where its owner could have them from instead. */
export interface PriceChoice {
  readonly portfolioId: string;
  /** As the form offers it. */
  readonly present: string;
  readonly label: string;
  /** Whose the data is, in the words they ask for; null where nobody asks. */
  readonly attribution: string | null;
  /** Price files were uploaded with the portfolio, so it can go back to them. */
  readonly hasFiles: boolean;
  readonly offered: readonly { readonly name: string; readonly label: string; readonly simulated: boolean }[];
}

/** A portfolio's price source among those offered here; null when the viewer has no such portfolio. */
export async function priceChoice(
  db: Database,
  viewer: Viewer,
  portfolioId: string,
  offered: readonly OfferedPriceSource[],
): Promise<PriceChoice | null> {
  const portfolio = await ownedPortfolio(db, viewer, portfolioId);
  if (!portfolio) return null;
  const [file] = await db
    .select({ name: priceFiles.name })
    .from(priceFiles)
    .where(eq(priceFiles.portfolioId, portfolioId))
    .limit(1);
  const { priceSource } = portfolio;
  const hasFiles = file !== undefined;
  return {
    ...{ portfolioId, hasFiles, present: priceSource },
    label: sourceLabel(priceSource, offered),
    attribution: sourceAttribution(priceSource, offered),
    offered: offered.map(({ name, label, simulated }) => ({
      ...{ name, simulated },
      label: name === UPLOAD && hasFiles ? UPLOADED_LABEL : label,
    })),
  };
}
