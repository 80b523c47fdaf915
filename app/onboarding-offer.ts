import type { OnboardingOffer } from "#components/onboarding/onboarding-offer.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";
import type { SignedIn } from "#server/auth/session.ts";
import { pageDatabase } from "#server/queries/page-database.ts";
import { portfolioList } from "#server/queries/portfolio-list.ts";
import { offeredPriceSources } from "#server/queries/price-source-offer.ts";

/** What the onboarding form is made of; the samples' files stay on the server. */
export async function onboardingOffer(viewer: SignedIn): Promise<OnboardingOffer> {
  const portfolios = await portfolioList(pageDatabase(), viewer);
  return {
    priceSources: offeredPriceSources().map(({ name, label, simulated }) => ({ name, label, simulated })),
    samples: SAMPLE_PORTFOLIOS.map(({ id, name, description, accountName }) => ({
      id,
      name,
      description,
      accountName,
    })),
    accountNames: portfolios.map(({ accountName }) => accountName),
  };
}
