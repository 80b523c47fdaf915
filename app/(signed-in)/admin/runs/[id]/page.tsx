import { headers } from "next/headers";
import { addressedRun, type RunAddress, runMetadata } from "#app/page-run.ts";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { RunPage } from "#components/run/run-page.tsx";

export const generateMetadata = runMetadata;

export default async function AdminRun(address: RunAddress) {
  await adminViewer(await headers());
  const run = await addressedRun(address);
  return <RunPage key={run.initial.runId} {...run} />;
}
