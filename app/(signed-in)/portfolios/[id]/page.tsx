import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { PortfolioPage } from "#components/portfolio/portfolio-page.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { portfolioPage } from "#server/queries/portfolio-page.ts";
import { priceChoice } from "#server/queries/price-choice.ts";
import { offeredPriceSources } from "#server/queries/price-source-offer.ts";

interface Props {
  readonly params: Promise<{ id: string }>;
}

/** Read once for the title and the page. */
const pageData = cache(async (id: string) => portfolioPage(pageDatabase(), await signedInViewer(await headers()), id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const data = await pageData((await params).id);
  return { title: data?.portfolio.name ?? "Portfolio" };
}

export default async function Portfolio({ params }: Props) {
  const { id } = await params;
  const data = (await pageData(id)) ?? notFound();
  const viewer = await signedInViewer(await headers());
  const prices = await priceChoice(pageDatabase(), viewer, id, offeredPriceSources());
  return <PortfolioPage data={data} prices={prices ?? notFound()} />;
}
