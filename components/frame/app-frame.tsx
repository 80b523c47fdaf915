import Link from "next/link";
import type { ReactNode } from "react";
import { PaletteButton } from "#components/palette/palette-button.tsx";
import { PaletteProvider } from "#components/palette/palette-context.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Mark } from "./mark.tsx";
import { NavLinks } from "./nav-links.tsx";

/** What stands around every page of someone signed in: a slim rail, under 640 px a bottom bar. */
export function AppFrame({
  viewer,
  children,
}: {
  viewer: { name: string; email: string; role: string };
  children: ReactNode;
}) {
  const isAdmin = viewer.role === "admin";
  return (
    <PaletteProvider isAdmin={isAdmin}>
      <div className="flex min-h-dvh flex-col sm:flex-row print:block">
        <a
          href="#content"
          className="sr-only print:hidden focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:rounded-lg focus:bg-surface focus:px-3 focus:py-2"
        >
          Skip to content
        </a>
        <aside className="print:hidden fixed inset-x-0 bottom-0 z-10 flex border-t border-border bg-rail px-2 py-1 sm:sticky sm:top-0 sm:h-dvh sm:w-48 sm:shrink-0 sm:flex-col sm:border-t-0 sm:border-r sm:px-3 sm:py-4">
          <Link
            href="/portfolios"
            prefetch={false}
            className="mb-5 hidden items-center gap-2 px-3 text-section font-semibold sm:flex"
          >
            <Mark />
            Nonet
          </Link>
          <PaletteButton />
          <NavLinks isAdmin={isAdmin} />
          <AccountMenu name={viewer.name} email={viewer.email} />
        </aside>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 px-4 pt-5 pb-24 outline-none sm:px-6 sm:pb-8 print:p-0"
        >
          {children}
        </main>
      </div>
    </PaletteProvider>
  );
}
