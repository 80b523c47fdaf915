"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { DecisionForm } from "#components/quarantine/decision-form.tsx";
import {
  type Decided,
  doubtAgain,
  type ListedQuarantine,
  release,
  ruleName,
} from "#components/quarantine/listed-quarantine.ts";
import { RelativeTime } from "#components/status/relative-time.tsx";

/** Prices in quarantine, as its admin reads them. */
export type AdminQuarantine = ListedQuarantine & { readonly sourceLabel: string };

/** The prices that are not believed, newest found first, and those that were released: why, and the decision. */
export function QuarantinePanel({
  stretches,
  isFiltered,
  more,
  now,
}: {
  stretches: readonly AdminQuarantine[];
  isFiltered: boolean;
  more: boolean;
  now: number;
}) {
  const [done, setDone] = useState<Decided | null>(null);
  const router = useRouter();
  const tell = (decided: Decided) => {
    setDone(decided);
    if ("said" in decided) router.refresh();
  };
  return (
    <section aria-labelledby="quarantine" className="panel min-w-0 overflow-hidden">
      <h2 id="quarantine" className="sr-only">
        Prices in quarantine
      </h2>
      <p role="status" className="border-b border-separator px-4 py-2.5 text-data empty:hidden">
        {done && ("said" in done ? done.said : <span className="text-failed">{done.refused}</span>)}
      </p>
      {stretches.length === 0 ? (
        <p className="px-4 py-10 text-center text-muted">
          {isFiltered ? "None of this kind." : "Every price that was published is believed."}
        </p>
      ) : (
        <ul>
          {stretches.map((stretch) => (
            <StretchRow key={keyOf(stretch)} stretch={stretch} now={now} onDone={tell} />
          ))}
        </ul>
      )}
      {more && <p className="px-4 py-3 text-data text-muted">There are more: look for a symbol.</p>}
    </section>
  );
}

const keyOf = ({ source, symbol, from, rule, released }: AdminQuarantine) =>
  `${source} ${symbol} ${from} ${rule} ${released?.at}`;

function StretchRow({
  stretch,
  now,
  onDone,
}: {
  stretch: AdminQuarantine;
  now: number;
  onDone: (done: Decided) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const format = useFormat();
  const { symbol, sourceLabel, from, to, prices, rule, reason, released, releasable } = stretch;
  const when =
    from === to ? format.day(from) : `${format.day(from)} to ${format.day(to)}, ${format.counted(prices, "price")}`;
  const verb = released ? "Quarantine again" : "Release";
  return (
    <li className="border-b border-separator px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p>
            <span className="font-medium">{symbol}</span> <span className="figures">{when}</span>{" "}
            <span className="text-data text-muted">
              {sourceLabel} · {ruleName(rule)}
            </span>
          </p>
          <p className="text-data break-words">{reason}</p>
          <Decision stretch={stretch} now={now} />
        </div>
        {(released || releasable) && (
          <button
            type="button"
            aria-label={`${verb} ${symbol} ${format.day(from)}`}
            aria-expanded={isOpen}
            className="button button--outline button--sm"
            onClick={() => setOpen(!isOpen)}
          >
            {verb}…
          </button>
        )}
      </div>
      {isOpen && (
        <DecisionForm
          verb={verb}
          decide={(note) => (released ? doubtAgain(stretch, note) : release(stretch, note))}
          onDone={onDone}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

function Decision({
  stretch: { detectedAt, runId, released, releasable, note },
  now,
}: {
  stretch: AdminQuarantine;
  now: number;
}) {
  const found = <RelativeTime at={detectedAt} now={now} />;
  return (
    <p className="figures text-data text-muted">
      Found{" "}
      {runId ? (
        <Link href={`/admin/runs/${runId}`} prefetch={false} className="link">
          {found}
        </Link>
      ) : (
        found
      )}
      {released && (
        <>
          {" · released "}
          <RelativeTime at={released.at} now={now} />
          {released.by && ` by ${released.by}`}
        </>
      )}
      {note && ` · “${note}”`}
      {!released && !releasable && " · no price that could be used"}
    </p>
  );
}
