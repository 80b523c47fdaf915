import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { ProviderPanel } from "#components/admin/provider-panel.tsx";
import { RefreshButton } from "#components/admin/refresh-button.tsx";
import { ServerPanel } from "#components/admin/server-panel.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { pageSystem } from "#server/queries/page-system.ts";
import { systemStatus } from "#server/queries/system-status.ts";

export const metadata = { title: "System" };

export default async function System() {
  await adminViewer(await headers());
  const system = pageSystem();
  const [status, parts] = await Promise.all([systemStatus(pageDatabase(), system), system.readiness()]);
  const now = Date.now();
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader
        title="System"
        below="Where prices come from, and the parts that work on them."
        actions={<RefreshButton at={new Date(now).toISOString()} now={now} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <ProviderPanel providers={status.providers} now={now} />
        <ServerPanel status={status} parts={parts} now={now} />
      </div>
    </div>
  );
}
