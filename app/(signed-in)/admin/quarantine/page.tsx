import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { QuarantineFilters, quarantineAddress } from "#components/admin/quarantine-filters.tsx";
import { QuarantinePanel } from "#components/admin/quarantine-panel.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { offeredPriceSources, sourceLabel } from "#server/queries/price-source-offer.ts";
import { quarantineList } from "#server/queries/quarantine-list.ts";

export const metadata = { title: "Prices in quarantine" };

export default async function Quarantine({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  await adminViewer(await headers());
  const address = quarantineAddress(await searchParams);
  const { symbol, state } = address;
  const { stretches, more } = await quarantineList(pageDatabase(), { symbol, ...(state ? { state } : {}) });
  const offered = offeredPriceSources();
  const named = stretches.map((each) => ({ ...each, sourceLabel: sourceLabel(each.source, offered) }));
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Prices in quarantine" below="Prices that are not believed. No number stands on them." />
      <QuarantineFilters address={address} />
      <QuarantinePanel stretches={named} more={more} isFiltered={symbol !== "" || state !== null} now={Date.now()} />
    </div>
  );
}
