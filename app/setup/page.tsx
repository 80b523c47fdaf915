import { AccessFrame } from "#components/access/access-frame.tsx";
import { AccountForm } from "#components/access/account-form.tsx";
import { DeadLink } from "#components/access/dead-link.tsx";
import { openAccessLink } from "#server/auth/access-links.ts";
import { pageDatabase } from "#server/queries/page-database.ts";

export const metadata = { title: "Set up Nonet", referrer: "no-referrer" };

export default async function Setup({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const token = [(await searchParams).token].flat()[0] ?? "";
  const link = await openAccessLink(pageDatabase(), token);
  if (link?.kind !== "setup") {
    return (
      <DeadLink>
        <p>If Nonet has no users yet, stop it and start it again: it prints a new setup link.</p>
      </DeadLink>
    );
  }
  return (
    <AccessFrame title="Make the first account">
      <p className="-mt-2 mb-5 text-muted">
        You become the admin of this Nonet: you can invite others and see every run. Next, you upload a portfolio or try
        a sample.
      </p>
      <AccountForm token={token} email={link.email} submitText="Create the admin account" />
    </AccessFrame>
  );
}
