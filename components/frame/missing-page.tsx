import Link from "next/link";
import { DeadEnd } from "./dead-end.tsx";

/** What is not there and what belongs to someone else look the same. */
export function MissingPage() {
  return (
    <DeadEnd
      title="There is nothing here"
      actions={
        <Link href="/portfolios" className="button button--primary">
          Go to your portfolios
        </Link>
      }
    >
      <p>The address may be mistyped, what it led to may have been deleted, or it belongs to another user.</p>
    </DeadEnd>
  );
}
