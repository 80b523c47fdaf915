"use client";

import { Check, CircleDashed, TriangleAlert, X } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { RelativeTime } from "#components/status/relative-time.tsx";
import { type ListedProvider, providerLook, quotaText, setUpText } from "./provider-status.ts";

const LOOKS = {
  ok: { Icon: Check, colour: "text-completed" },
  warned: { Icon: TriangleAlert, colour: "text-attention" },
  down: { Icon: X, colour: "text-failed" },
  off: { Icon: CircleDashed, colour: "text-pending" },
};

/** The live providers in the order they are asked: whether they answer, what may be asked of them, what went wrong. */
export function ProviderPanel({ providers, now }: { providers: readonly ListedProvider[]; now: number }) {
  return (
    <section aria-labelledby="providers" className="panel min-w-0 p-4 sm:p-5">
      <h2 id="providers" className="text-section font-semibold">
        Live price providers
      </h2>
      <p className="text-data text-muted">
        Asked in this order, each for what those before it lack. All processes share their quotas.
      </p>
      <ul className="mt-2">
        {providers.map((provider) => (
          <ProviderRow key={provider.provider} provider={provider} now={now} />
        ))}
      </ul>
    </section>
  );
}

function ProviderRow({ provider, now }: { provider: ListedProvider; now: number }) {
  const { label, place, availability, lastSuccessAt, lastError, failures } = provider;
  const { word, look } = providerLook(provider);
  const format = useFormat();
  const { Icon, colour } = LOOKS[look];
  return (
    <li className="border-b border-separator py-3.5 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className={`text-body font-medium ${place === null ? "text-muted" : ""}`}>
          {place !== null && <span className="figures mr-1.5 text-muted">{place}</span>}
          {label}
        </h3>
        <span
          className={`inline-flex items-center gap-1.5 rounded-full border border-border px-2 py-0.5 text-meta whitespace-nowrap ${colour}`}
        >
          <Icon aria-hidden size={12} strokeWidth={2.5} />
          {word}
        </span>
      </div>
      {place === null ? (
        <p className="mt-1 text-data text-muted">{setUpText(provider)}</p>
      ) : (
        <dl className="mt-1.5 grid gap-x-4 gap-y-1 text-data sm:grid-cols-[7rem_1fr]">
          {availability.kind === "paused" && <Fact name="Not asked">{availability.text}</Fact>}
          <Fact name="Quota">
            <span className="figures">{quotaText(provider, format)}</span>
          </Fact>
          <Fact name="Last answer">{lastSuccessAt ? <RelativeTime at={lastSuccessAt} now={now} /> : "none yet"}</Fact>
          {lastError && (
            <Fact name="Last error">
              <span className="break-words">{lastError.text}</span> (<RelativeTime at={lastError.at} now={now} />
              {failures > 1 && `, ${failures} in a row`})
            </Fact>
          )}
        </dl>
      )}
    </li>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:mt-1 max-sm:text-meta">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
