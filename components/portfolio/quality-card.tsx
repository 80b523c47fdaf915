"use client";

import { Check, Info, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useFormat } from "#components/frame/format-context.tsx";
import type { ListedQuarantine } from "#components/quarantine/listed-quarantine.ts";
import { Card } from "./card.tsx";
import { type QualityFacts, type QualityNote, qualityNotes } from "./data-quality.ts";
import { QuarantineNotes } from "./quarantine-notes.tsx";

const LOOKS = {
  good: { Icon: Check, colour: "text-completed", word: "Good" },
  attention: { Icon: TriangleAlert, colour: "text-attention", word: "Attention" },
  plain: { Icon: Info, colour: "text-muted", word: "Note" },
} as const;

/** What the page's numbers rest on and what they leave out. */
export function QualityCard({
  portfolioId,
  quarantined,
  ...props
}: QualityFacts & { portfolioId: string; quarantined: readonly ListedQuarantine[] }) {
  const notes = qualityNotes(props, useFormat());
  return (
    <Card title="Data quality" metric="priced-share" context={{ asOf: props.last.date }}>
      <ul className="grid gap-1.5 text-data">
        {notes.map((note) => (
          <Note key={note.text} {...note} />
        ))}
      </ul>
      <QuarantineNotes {...{ portfolioId, quarantined }} />
    </Card>
  );
}

function Note({ tone, text, runId }: QualityNote) {
  const { Icon, colour, word } = LOOKS[tone];
  return (
    <li className="flex gap-2">
      <span role="img" aria-label={word} className={`mt-0.5 shrink-0 ${colour}`}>
        <Icon aria-hidden size={14} />
      </span>
      <span className="min-w-0 break-words">
        {runId ? (
          <Link prefetch={false} href={`/runs/${runId}`} className="text-link underline">
            {text}
          </Link>
        ) : (
          text
        )}
      </span>
    </li>
  );
}
