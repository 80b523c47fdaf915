import { Check, Clock, LoaderCircle, Minus, TriangleAlert, X } from "lucide-react";
import type { PhaseStatus, RunStatus } from "#lib/run/events.ts";

type Status = PhaseStatus | RunStatus;

const LOOKS = {
  pending: { Icon: Clock, colour: "text-pending", word: "Pending" },
  queued: { Icon: Clock, colour: "text-pending", word: "Queued" },
  running: { Icon: LoaderCircle, colour: "text-running", word: "Running" },
  completed: { Icon: Check, colour: "text-completed", word: "Completed" },
  warning: { Icon: TriangleAlert, colour: "text-attention", word: "Completed with warnings" },
  partial: { Icon: TriangleAlert, colour: "text-attention", word: "Completed with warnings" },
  failed: { Icon: X, colour: "text-failed", word: "Failed" },
  skipped: { Icon: Minus, colour: "text-pending", word: "Skipped" },
  cancelled: { Icon: Minus, colour: "text-pending", word: "Cancelled" },
} as const satisfies Record<Status, unknown>;

/** A status in words. */
export function statusWord(status: Status): string {
  return LOOKS[status].word;
}

/** A status as colour and shape; the word is there for those who see neither. */
export function StatusIcon({ status, size = 16 }: { status: Status; size?: number }) {
  const { Icon, colour, word } = LOOKS[status];
  return (
    <span role="img" aria-label={word} className={`inline-flex shrink-0 ${colour}`}>
      <Icon aria-hidden size={size} strokeWidth={2.25} className={status === "running" ? "animate-spin" : ""} />
    </span>
  );
}

/** Icon and word in one chip, for headers and tables. */
export function StatusChip({ status }: { status: Status }) {
  const { Icon, colour, word } = LOOKS[status];
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-full border border-border px-2 py-0.5 text-meta whitespace-nowrap ${colour}`}
    >
      <Icon aria-hidden size={12} strokeWidth={2.5} className={status === "running" ? "animate-spin" : ""} />
      {word}
    </span>
  );
}
