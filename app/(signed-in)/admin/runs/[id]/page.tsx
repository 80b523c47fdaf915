import { headers } from "next/headers";
import { pageRun } from "#app/page-run.ts";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { RunPage } from "#components/run/run-page.tsx";

export const metadata = { title: "Run" };

export default async function AdminRun({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await adminViewer(await headers());
  return <RunPage initial={await pageRun(viewer, (await params).id)} />;
}
