import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AccessFrame } from "#components/access/access-frame.tsx";
import { NoUsersYet } from "#components/access/no-users-yet.tsx";
import { SignInForm } from "#components/access/sign-in-form.tsx";
import { safeNextPath } from "#lib/next-path.ts";
import { pageSession } from "#server/auth/page-session.ts";
import { anyUser } from "#server/queries/any-user.ts";
import { pageDatabase } from "#server/queries/page-database.ts";

export const metadata = { title: "Sign in" };

export default async function SignIn({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  const destination = safeNextPath([next].flat()[0]);
  if (await pageSession(await headers())) redirect(destination);
  if (!(await anyUser(pageDatabase()))) return <NoUsersYet />;
  return (
    <AccessFrame title="Sign in">
      <SignInForm next={destination} />
    </AccessFrame>
  );
}
