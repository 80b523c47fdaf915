import { headers } from "next/headers";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { PortfolioListPage } from "#components/portfolio/portfolio-list-page.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { portfolioList } from "#server/queries/portfolio-list.ts";
import { recentEquity } from "#server/queries/recent-equity.ts";

export const metadata = { title: "Portfolios" };

export default async function Portfolios() {
  const viewer = await signedInViewer(await headers());
  const database = pageDatabase();
  const [accounts, equity] = await Promise.all([portfolioList(database, viewer), recentEquity(database, viewer)]);
  return (
    <PortfolioListPage accounts={accounts.map((each) => ({ ...each, recentEquity: equity.get(each.id) ?? [] }))} />
  );
}
