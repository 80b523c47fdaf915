import { Search } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { addressText } from "#lib/address-text.ts";

const PATH = "/admin/quarantine";
const LONGEST_SYMBOL = 100;
const STATES = [
  { state: null, name: "All" },
  { state: "held", name: "In quarantine" },
  { state: "released", name: "Released" },
] as const;

/** What of the quarantine is shown; it is in the address. */
export interface QuarantineAddress {
  readonly symbol: string;
  readonly state: "held" | "released" | null;
}

/** The filters of an address; whatever is no filter is none. */
export function quarantineAddress(query: { symbol?: string | string[]; state?: string | string[] }): QuarantineAddress {
  const { symbol, state } = query;
  return {
    symbol: addressText(symbol, LONGEST_SYMBOL),
    state: state === "held" || state === "released" ? state : null,
  };
}

/** Filters of the quarantine: by state, and by part of a symbol. */
export function QuarantineFilters({ address: { symbol, state } }: { address: QuarantineAddress }) {
  const href = (chosen: QuarantineAddress["state"]) => {
    const query = new URLSearchParams({ ...(chosen ? { state: chosen } : {}), ...(symbol ? { symbol } : {}) });
    return query.size > 0 ? `${PATH}?${query}` : PATH;
  };
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="State" className="flex flex-wrap gap-1">
        {STATES.map((each) => (
          <Link
            key={each.name}
            href={href(each.state)}
            prefetch={false}
            aria-current={each.state === state ? "true" : undefined}
            className={`inline-flex min-h-7 items-center rounded-full border px-2.5 text-meta ${each.state === state ? "border-accent bg-default font-medium" : "border-border text-muted hover:text-foreground"}`}
          >
            {each.name}
          </Link>
        ))}
      </nav>
      <Form action={PATH} role="search" className="relative w-full sm:ml-auto sm:w-56">
        {state && <input type="hidden" name="state" value={state} />}
        <Search aria-hidden size={16} className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          key={symbol}
          type="search"
          name="symbol"
          defaultValue={symbol}
          maxLength={LONGEST_SYMBOL}
          aria-label="Symbol"
          placeholder="Symbol"
          className="input input--full-width min-h-9 pl-9"
        />
      </Form>
    </div>
  );
}
