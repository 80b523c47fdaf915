import { headers } from "next/headers";
import { onboardingOffer } from "#app/onboarding-offer.ts";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { PageHeader } from "#components/frame/page-header.tsx";
import { Onboarding } from "#components/onboarding/onboarding.tsx";

export const metadata = { title: "Onboard a portfolio" };

export default async function OnboardingPage() {
  const viewer = await signedInViewer(await headers());
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Onboard a portfolio" below="Positions in, nine phases of analysis, results to look at." />
      <Onboarding offer={await onboardingOffer(viewer)} />
    </div>
  );
}
