import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { SectorWeights } from "#components/admin/sector-weights.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { indexSectorTables } from "#server/queries/index-sector-tables.ts";
import { pageDatabase } from "#server/queries/page-database.ts";

export const metadata = { title: "Sector weights" };

export default async function Sectors() {
  await adminViewer(await headers());
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Sector weights" below="What portfolios’ sectors are compared with." />
      <SectorWeights tables={await indexSectorTables(pageDatabase())} />
    </div>
  );
}
