"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo } from "react";
import { PageHeader } from "#components/frame/page-header.tsx";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import type { RunListStore } from "#lib/run-store/run-list-store.ts";
import { useRunList, useRunListView } from "#lib/run-store/use-run-list.ts";
import { CombinedRow } from "./combined-row.tsx";
import { newsSince } from "./newest-run.ts";
import { type Account, PortfolioListRow } from "./portfolio-list-row.tsx";

/** All accounts of the viewer and what they come to together; their last runs move by themselves. */
export function PortfolioListPage({ accounts }: { accounts: readonly Account[] }) {
  const store = useLastRuns(accounts);
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
            <PortfolioListRow key={account.id} account={account} store={store} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** The live runs of the accounts. Once one has ended its figures are new, and the page is read again. */
function useLastRuns(accounts: readonly Account[]): RunListStore {
  const router = useRouter();
  const ids = useMemo(() => idsOfLastRuns(accounts), [accounts]);
  const store = useRunList({ scope: "mine" }, ids);
  const news = useRunListView(store, (view) => newsSince(view.runs, accounts));
  useEffect(() => {
    if (news) router.refresh();
  }, [news, router]);
  return store;
}

/** Those that go on first: only so many are asked after. */
function idsOfLastRuns(accounts: readonly Account[]): string[] {
  const runs = accounts.flatMap(({ lastRun }) => lastRun ?? []);
  return runs.toSorted((a, b) => Number(isEndedStatus(a.status)) - Number(isEndedStatus(b.status))).map(({ id }) => id);
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
