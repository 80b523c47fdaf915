import { ownPageRun, runMetadata } from "#app/page-run.ts";
import { RunPage } from "#components/run/run-page.tsx";

interface Props {
  params: Promise<{ id: string }>;
}

export const generateMetadata = async ({ params }: Props) => runMetadata((await params).id);

export default async function Run({ params }: Props) {
  const { id } = await params;
  return <RunPage key={id} {...(await ownPageRun(id))} />;
}
