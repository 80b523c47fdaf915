import { AccessFrame } from "#components/access/access-frame.tsx";
import { AccountForm } from "#components/access/account-form.tsx";
import { DeadLink } from "#components/access/dead-link.tsx";
import { openAccessLink } from "#server/auth/access-links.ts";
import { pageDatabase } from "#server/queries/page-database.ts";

export const metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function Invitation({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  const link = await openAccessLink(pageDatabase(), token);
  if (link?.kind !== "invitation") {
    return (
      <DeadLink>
        <p>Ask whoever invited you for a new one. If you have made your account with it, sign in.</p>
      </DeadLink>
    );
  }
  return (
    <AccessFrame title="Welcome to Nonet">
      <p className="-mt-2 mb-5 text-muted">
        {link.role === "admin" ? "You are invited as an admin." : "You are invited."} Make your account, then upload a
        portfolio or try a sample.
      </p>
      <AccountForm token={token} email={link.email} submitText="Create the account" />
    </AccessFrame>
  );
}
