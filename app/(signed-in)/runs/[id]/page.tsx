import { addressedRun, type RunAddress, runMetadata } from "#app/page-run.ts";
import { RunPage } from "#components/run/run-page.tsx";

export const generateMetadata = runMetadata;

export default async function Run(address: RunAddress) {
  const run = await addressedRun(address);
  return <RunPage key={run.initial.runId} {...run} />;
}
