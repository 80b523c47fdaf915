"use client";

import { Activity, ChartLine, History, Plus, Users } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";

interface Destination {
  href: string;
  label: string;
  Icon: typeof ChartLine;
}

const OWN: Destination[] = [
  { href: "/portfolios", label: "Portfolios", Icon: ChartLine },
  { href: "/onboarding", label: "Onboard", Icon: Plus },
];

const ADMIN: Destination[] = [
  { href: "/admin/runs", label: "Runs", Icon: History },
  { href: "/admin/users", label: "Users", Icon: Users },
  { href: "/admin/system", label: "System", Icon: Activity },
];

/** The rail's links; under 640 px they are the bottom bar. */
export function NavLinks({ isAdmin }: { isAdmin: boolean }) {
  return (
    <nav aria-label="Main" className="flex min-w-0 flex-1 justify-around gap-0.5 sm:flex-col sm:gap-1 sm:justify-start">
      {OWN.map((link) => (
        <NavLink key={link.href} {...link} />
      ))}
      {isAdmin && (
        <>
          <p className="mt-5 mb-1 hidden px-3 text-meta text-muted sm:block">Admin</p>
          {ADMIN.map((link) => (
            <NavLink key={link.href} {...link} />
          ))}
        </>
      )}
    </nav>
  );
}

/** What it leads to is fetched ahead once it is pointed at: all of them at once would delay the page that is opened. */
function NavLink({ href, label, Icon }: Destination) {
  const [isNear, setNear] = useState(false);
  const approach = () => setNear(true);
  const pathname = usePathname();
  const here = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      prefetch={isNear ? "auto" : false}
      onPointerEnter={approach}
      onFocus={approach}
      aria-current={here ? "page" : undefined}
      className={`flex min-h-11 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-lg px-0.5 text-meta transition-colors sm:min-h-9 sm:flex-none sm:flex-row sm:justify-start sm:gap-2.5 sm:px-3 sm:text-body ${
        here ? "bg-default font-medium text-foreground" : "text-muted hover:bg-default hover:text-foreground"
      }`}
    >
      <Pending>
        <Icon aria-hidden size={16} />
      </Pending>
      {label}
    </Link>
  );
}

/** Fades while the page a link leads to is on its way, unless it is there at once. */
function Pending({ children }: { children: ReactNode }) {
  const { pending } = useLinkStatus();
  return <span className={`transition-opacity ${pending ? "opacity-40 delay-150" : ""}`}>{children}</span>;
}
