import { RelativeTime } from "#components/status/relative-time.tsx";

/** A user as the list shows them. Times are UTC ISO. */
export interface ListedUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: "user" | "admin";
  readonly banned: boolean;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly portfolioCount: number;
}

/** Everybody with an account. `now` is the server's clock, in ms. */
export function UserTable({ users, now }: { users: readonly ListedUser[]; now: number }) {
  return (
    <div className="panel overflow-hidden">
      <table className="w-full text-data">
        <thead>
          <tr className="border-b border-border text-left text-meta text-muted">
            <th scope="col" className="px-4 py-2 font-medium">
              User
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Role
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-medium max-sm:hidden">
              Portfolios
            </th>
            <th scope="col" className="py-2 pr-4 font-medium">
              Last signed in
            </th>
            <th scope="col" className="py-2 pr-4 font-medium max-sm:hidden">
              Joined
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UserRow({ user, now }: { user: ListedUser; now: number }) {
  return (
    <tr className="border-b border-separator last:border-b-0">
      <th scope="row" className="max-w-0 py-2.5 pr-4 pl-4 w-full text-left font-normal sm:w-1/2">
        <span className="block truncate font-medium">{user.name}</span>
        <span className="block truncate text-muted">{user.email}</span>
      </th>
      <td className="py-2.5 pr-4 whitespace-nowrap">
        {user.role === "admin" ? "Admin" : "User"}
        {user.banned && <span className="text-failed"> · blocked</span>}
      </td>
      <td className="figures py-2.5 pr-4 text-right max-sm:hidden">{user.portfolioCount}</td>
      <td className="py-2.5 pr-4 text-muted">
        {user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} now={now} /> : "not signed in"}
      </td>
      <td className="py-2.5 pr-4 text-muted max-sm:hidden">
        <RelativeTime at={user.createdAt} now={now} />
      </td>
    </tr>
  );
}
