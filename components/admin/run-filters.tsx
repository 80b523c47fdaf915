import { Search, X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { statusWord } from "#components/status/status-icon.tsx";
import { runStatuses } from "#lib/run/vocabulary.ts";
import { type HistoryAddress, historyHref, toggled } from "./history-address.ts";

/** Filters of the history; each is in the address, so that a view can be kept, shared and gone back to. */
export function RunFilters({ address, portfolioName }: { address: HistoryAddress; portfolioName: string | null }) {
  const { status, text, portfolioId } = address;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="Status" className="flex flex-wrap gap-1">
        <Chip href={historyHref(address, { status: [] })} isOn={status.length === 0}>
          All
        </Chip>
        {runStatuses.map((each) => (
          <Chip key={each} href={historyHref(address, { status: toggled(status, each) })} isOn={status.includes(each)}>
            {statusWord(each)}
          </Chip>
        ))}
      </nav>
      {portfolioId && (
        <Link
          href={historyHref(address, { portfolioId: null })}
          prefetch={false}
          className="inline-flex min-h-7 items-center gap-1 rounded-full border border-accent px-2.5 text-meta"
        >
          {portfolioName ?? "One portfolio"} <X role="img" aria-label="Remove this filter" size={12} />
        </Link>
      )}
      <Form action="/admin/runs" role="search" className="relative w-full sm:ml-auto sm:w-72">
        {status.length > 0 && <input type="hidden" name="status" value={status.join(",")} />}
        {portfolioId && <input type="hidden" name="portfolioId" value={portfolioId} />}
        <Search aria-hidden size={16} className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          // A text taken out of the address is taken out of the field too.
          key={text}
          type="search"
          name="text"
          defaultValue={text}
          maxLength={200}
          aria-label="Portfolio, e-mail or run id"
          placeholder="Portfolio, e-mail or run id"
          className="input input--full-width min-h-9 pl-9"
        />
      </Form>
    </div>
  );
}

function Chip({ href, isOn, children }: { href: string; isOn: boolean; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isOn ? "true" : undefined}
      className={`inline-flex min-h-7 items-center rounded-full border px-2.5 text-meta ${isOn ? "border-accent bg-default font-medium" : "border-border text-muted hover:text-foreground"}`}
    >
      {children}
    </Link>
  );
}
