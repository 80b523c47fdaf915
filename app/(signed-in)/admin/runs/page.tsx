import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { readHistoryAddress } from "#components/admin/history-address.ts";
import { RunHistory } from "#components/admin/run-history.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { runHistory } from "#server/queries/run-history.ts";

export const metadata = { title: "Runs" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function Runs({ searchParams }: { searchParams: SearchParams }) {
  await adminViewer(await headers());
  const address = readHistoryAddress(await searchParams);
  const { portfolioId, cursor, ...filter } = address;
  const page = await runHistory(pageDatabase(), {
    ...filter,
    portfolioId: portfolioId ?? undefined,
    cursor: cursor ?? undefined,
  });
  return (
    <>
      <PageHeader title="Runs" below="Every run of every user, newest first." />
      <RunHistory address={address} {...page} now={Date.now()} />
    </>
  );
}
