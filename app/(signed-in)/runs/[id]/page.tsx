import { headers } from "next/headers";
import { pageRun } from "#app/page-run.ts";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { RunPage } from "#components/run/run-page.tsx";

export const metadata = { title: "Run" };

export default async function Run({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await signedInViewer(await headers());
  const { id } = await params;
  return <RunPage key={id} {...(await pageRun(viewer, id))} />;
}
