import { notFound, redirect } from "next/navigation";
import { pageSession } from "#server/auth/page-session.ts";
import type { SignedIn } from "#server/auth/session.ts";

/** Who looks at this page; sends whoever is not signed in to sign in first and back again. */
export async function signedInViewer(headers: Headers): Promise<SignedIn> {
  const viewer = await pageSession(headers);
  if (viewer) return viewer;
  const path = headers.get("x-path");
  redirect(path ? `/sign-in?next=${encodeURIComponent(path)}` : "/sign-in");
}

/** As above; to whoever is no admin an admin page does not exist. */
export async function adminViewer(headers: Headers): Promise<SignedIn> {
  const viewer = await signedInViewer(headers);
  if (viewer.role !== "admin") notFound();
  return viewer;
}
