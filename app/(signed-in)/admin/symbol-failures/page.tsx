import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { AliasPanel } from "#components/admin/alias-panel.tsx";
import { FailurePanel } from "#components/admin/failure-panel.tsx";
import { RestatementPanel } from "#components/admin/restatement-panel.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { addressText } from "#lib/address-text.ts";
import { pageDatabase } from "#server/queries/page-database.ts";
import { offeredPriceSources, sourceLabel } from "#server/queries/price-source-offer.ts";
import { enteredAliases, restatementList, symbolFailureList } from "#server/queries/symbol-failures.ts";

export const metadata = { title: "Symbols without prices" };

export default async function SymbolFailures({
  searchParams,
}: {
  searchParams: Promise<{ after?: string | string[] }>;
}) {
  await adminViewer(await headers());
  const db = pageDatabase();
  const after = addressText((await searchParams).after) || null;
  const [page, aliases, restated] = await Promise.all([
    symbolFailureList(db, after),
    enteredAliases(db),
    restatementList(db),
  ]);
  const offered = offeredPriceSources();
  const named = <Row extends { source: string }>(rows: readonly Row[]) =>
    rows.map((row) => ({ ...row, sourceLabel: sourceLabel(row.source, offered) }));
  const now = Date.now();
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Symbols without prices" below="What price sources did not have, and what to do about it." />
      <div className="grid gap-4">
        <FailurePanel failures={named(page.failures)} next={page.nextCursor} isFirst={after === null} now={now} />
        <AliasPanel aliases={aliases} now={now} />
        <RestatementPanel restatements={named(restated)} now={now} />
      </div>
    </div>
  );
}
