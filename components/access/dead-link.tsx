import Link from "next/link";
import type { ReactNode } from "react";
import { AccessFrame } from "./access-frame.tsx";

/** A one-time link that leads nowhere any more: why that may be, and where to go instead. */
export function DeadLink({ children }: { children: ReactNode }) {
  return (
    <AccessFrame title="This link no longer works">
      <div className="grid gap-3 text-muted">
        <p>It has been used already, has expired, or was not copied whole.</p>
        {children}
      </div>
      <Link href="/sign-in" className="button button--primary mt-5 w-full">
        Go to sign-in
      </Link>
    </AccessFrame>
  );
}
