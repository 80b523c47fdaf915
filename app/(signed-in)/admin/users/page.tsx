import { headers } from "next/headers";
import { adminViewer } from "#app/signed-in-viewer.ts";
import { InviteForm } from "#components/admin/invite-form.tsx";
import { UserTable } from "#components/admin/user-table.tsx";
import { PageHeader } from "#components/frame/page-header.tsx";
import { pageDatabase } from "#server/queries/page-database.ts";
import { userList } from "#server/queries/user-list.ts";

export const metadata = { title: "Users" };

export default async function Users() {
  await adminViewer(await headers());
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Users" below="Nobody signs up alone: an account is made with a link from here." />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <UserTable users={await userList(pageDatabase())} now={Date.now()} />
        <InviteForm />
      </div>
    </div>
  );
}
