"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { RelativeTime } from "#components/status/relative-time.tsx";
import { type Done, removeAlias } from "./listed-failure.ts";

interface ListedAlias {
  readonly symbol: string;
  readonly alias: string;
  readonly note: string | null;
  /** UTC ISO. */
  readonly createdAt: string;
}

/** The aliases that admins have entered. */
export function AliasPanel({ aliases, now }: { aliases: readonly ListedAlias[]; now: number }) {
  const [done, setDone] = useState<Done | null>(null);
  const router = useRouter();
  const remove = async (symbol: string) => {
    const outcome = await removeAlias(symbol);
    setDone(outcome);
    if ("said" in outcome) router.refresh();
  };
  return (
    <section aria-labelledby="aliases" className="panel min-w-0 p-4">
      <h2 id="aliases" className="text-section font-semibold">
        Aliases
      </h2>
      <p className="text-data text-muted">
        Live providers are asked for the second symbol where portfolios hold the first. Well-known renames, such as ANTM
        to ELV, are built in.
      </p>
      <p role="status" className="mt-2 text-data empty:hidden">
        {done && ("said" in done ? done.said : <span className="text-failed">{done.refused}</span>)}
      </p>
      {aliases.length === 0 ? (
        <p className="mt-3 text-data text-muted">None has been entered.</p>
      ) : (
        <ul className="mt-2 text-data">
          {aliases.map(({ symbol, alias, note, createdAt }) => (
            <li
              key={symbol}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-separator py-1.5 last:border-b-0"
            >
              <span className="font-medium">
                {symbol} → {alias}
              </span>
              <span className="min-w-0 flex-1 break-words text-muted">
                {note && `${note} · `}
                <RelativeTime at={createdAt} now={now} />
              </span>
              <button
                type="button"
                aria-label={`Remove the alias of ${symbol}`}
                className="button button--ghost button--sm"
                onClick={() => void remove(symbol)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
