import { headers } from "next/headers";
import type { ReactNode } from "react";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { AppFrame } from "#components/frame/app-frame.tsx";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await signedInViewer(await headers());
  return <AppFrame viewer={viewer}>{children}</AppFrame>;
}
