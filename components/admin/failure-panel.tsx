"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RelativeTime } from "#components/status/relative-time.tsx";
import { counted } from "#lib/counted.ts";
import { AliasForm } from "./alias-form.tsx";
import { askAgain, type Done, type ListedFailure, sortedFailures, takesAlias } from "./listed-failure.ts";

/** The symbols without prices, newest first: why, when they are asked for again, and what an admin can do. */
export function FailurePanel({
  failures,
  next,
  isFirst,
  now,
}: {
  failures: readonly ListedFailure[];
  next: string | null;
  isFirst: boolean;
  now: number;
}) {
  const [done, setDone] = useState<Done | null>(null);
  const router = useRouter();
  const { lasting, passing } = sortedFailures(failures);
  const tell = (outcome: Done) => {
    setDone(outcome);
    if ("said" in outcome) router.refresh();
  };
  return (
    <section aria-labelledby="failures" className="panel min-w-0 overflow-hidden">
      <h2 id="failures" className="sr-only">
        Symbols without prices
      </h2>
      <p role="status" className="border-b border-separator px-4 py-2.5 text-data empty:hidden">
        {done && ("said" in done ? done.said : <span className="text-failed">{done.refused}</span>)}
      </p>
      {failures.length === 0 ? (
        <p className="px-4 py-10 text-center text-muted">
          {isFirst ? "Every symbol asked for has had prices." : "No more symbols."}
        </p>
      ) : (
        <>
          <ul>
            {lasting.map((failure) => (
              <FailureRow key={`${failure.source} ${failure.symbol}`} failure={failure} now={now} onDone={tell} />
            ))}
          </ul>
          {passing.map((group) => (
            <PassingTrouble key={`${group[0]?.source} ${group[0]?.reason}`} group={group} now={now} onDone={tell} />
          ))}
        </>
      )}
      {(next !== null || !isFirst) && (
        <p className="flex justify-between px-4 py-3 text-data">
          {isFirst ? (
            <span />
          ) : (
            <Link href="/admin/symbol-failures" className="link">
              Newest
            </Link>
          )}
          {next !== null && (
            <Link href={`/admin/symbol-failures?after=${encodeURIComponent(next)}`} className="link">
              Older
            </Link>
          )}
        </p>
      )}
    </section>
  );
}

/** Symbols that missed their prices for one trouble of their source: asked again by themselves, so folded. */
function PassingTrouble({
  group,
  now,
  onDone,
}: {
  group: readonly ListedFailure[];
  now: number;
  onDone: (done: Done) => void;
}) {
  const [first] = group;
  if (!first) return null;
  return (
    <details className="border-t border-separator text-data">
      <summary className="cursor-pointer px-4 py-3">
        <span className="font-medium">{counted(group.length, "symbol")}</span>{" "}
        <span className="text-muted">{first.sourceLabel} · asked for again by the next run</span>
        <span className="block break-words">{first.reason}</span>
      </summary>
      <ul className="border-t border-separator">
        {group.map((failure) => (
          <FailureRow key={failure.symbol} failure={failure} now={now} onDone={onDone} isTold />
        ))}
      </ul>
    </details>
  );
}

function FailureRow({
  failure,
  now,
  onDone,
  isTold = false,
}: {
  failure: ListedFailure;
  now: number;
  onDone: (done: Done) => void;
  /** Source and reason stand above. */
  isTold?: boolean;
}) {
  const { symbol, sourceLabel, reason, attempts, lastSeen, retryAfter, alias, portfolios } = failure;
  const [step, setStep] = useState<"idle" | "alias" | "busy">("idle");
  const retry = async () => {
    setStep("busy");
    onDone(await askAgain(failure));
    setStep("idle");
  };
  return (
    <li className="border-b border-separator px-4 py-3 last:border-b-0">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <p>
            <span className="font-medium">{symbol}</span>{" "}
            {!isTold && <span className="text-data text-muted">{sourceLabel}</span>}
            {alias && takesAlias(failure) && <span className="text-data text-muted"> · asked for as {alias}</span>}
          </p>
          {!isTold && <p className="text-data break-words">{reason}</p>}
          <p className="figures text-data text-muted">
            Asked {attempts === 1 ? "once" : `${attempts} times`}, last <RelativeTime at={lastSeen} now={now} />
            {Date.parse(retryAfter) > now && (
              <>
                {" "}
                · next try <RelativeTime at={retryAfter} now={now} />
              </>
            )}
            {` · ${portfolios === 0 ? "held by no portfolio" : `in ${counted(portfolios, "portfolio")}`}`}
          </p>
        </div>
        <div className="flex gap-2">
          <button
            type="button"
            aria-label={`Ask again for ${symbol}`}
            aria-disabled={step === "busy"}
            className="button button--outline button--sm"
            onClick={() => step !== "busy" && void retry()}
          >
            {step === "busy" ? "One moment…" : "Ask again"}
          </button>
          {takesAlias(failure) && (
            <button
              type="button"
              aria-label={`Alias of ${symbol}`}
              aria-expanded={step === "alias"}
              className="button button--outline button--sm"
              onClick={() => setStep(step === "alias" ? "idle" : "alias")}
            >
              Alias…
            </button>
          )}
        </div>
      </div>
      {step === "alias" && (
        <AliasForm symbol={symbol} present={alias} onDone={onDone} onClose={() => setStep("idle")} />
      )}
    </li>
  );
}
