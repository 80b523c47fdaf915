import { headers } from "next/headers";
import { ownPageRun, runMetadata } from "#app/page-run.ts";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { RunPage } from "#components/run/run-page.tsx";

interface Props {
  params: Promise<{ id: string }>;
}

export const generateMetadata = async ({ params }: Props) => runMetadata((await params).id);

export default async function AdminRun({ params }: Props) {
  await adminViewer(await headers());
  const { id } = await params;
  return <RunPage key={id} {...(await ownPageRun(id))} />;
}
