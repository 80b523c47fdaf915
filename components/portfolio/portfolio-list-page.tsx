"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "#components/frame/page-header.tsx";
import { CombinedRow } from "./combined-row.tsx";
import { type Account, PortfolioListRow } from "./portfolio-list-row.tsx";

/** All accounts of the viewer and what they come to together. */
export function PortfolioListPage({ accounts }: { accounts: readonly Account[] }) {
  if (accounts.length === 0) return <NoPortfolios />;
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Portfolios" actions={<OnboardLink label="Onboard a portfolio" />} />
      <CombinedRow accounts={accounts} />
      <section aria-label="Accounts" className="panel overflow-hidden">
        <div
          aria-hidden
          className="hidden grid-cols-[minmax(0,1fr)_7rem_6.5rem_6rem_6.5rem_11.5rem] gap-x-5 border-b border-border px-4 py-2 text-right text-meta font-medium text-muted lg:grid"
        >
          <span className="text-left">Portfolio</span>
          <span className="text-left">3 months</span>
          <span>Equity</span>
          <span>Day</span>
          <span>Total P&amp;L</span>
          <span className="text-left">Last run</span>
        </div>
        <ul>
          {accounts.map((account) => (
            <PortfolioListRow key={account.id} account={account} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function NoPortfolios() {
  return (
    <div className="mx-auto max-w-7xl">
      <PageHeader title="Portfolios" />
      <section className="panel mx-auto mt-10 flex max-w-xl flex-col items-center gap-3 px-6 py-12 text-center">
        <h2 className="text-page font-semibold">No portfolio yet</h2>
        <p className="text-body text-muted">
          Upload a positions CSV or take a sample portfolio, watch the nine phases run, and find the results here.
        </p>
        <div className="mt-2">
          <OnboardLink label="Onboard your first portfolio" />
        </div>
      </section>
    </div>
  );
}

function OnboardLink({ label }: { label: string }) {
  return (
    <Link href="/onboarding" className="button button--primary">
      <Plus aria-hidden size={16} /> {label}
    </Link>
  );
}
