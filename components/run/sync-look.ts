import {
  CircleCheck,
  CircleDot,
  CloudOff,
  History,
  Hourglass,
  LockKeyhole,
  type LucideIcon,
  RefreshCw,
  Unplug,
} from "lucide-react";
import { counted } from "#lib/counted.ts";
import { duration, utcTime as time } from "#lib/format.ts";
import { countText } from "#lib/run/log-text.ts";
import { isOutOfTouch, type OutOfTouch, type Sync } from "#lib/run-store/sync.ts";

/** How a state of sync is shown: words, a shape with its colour, and what they mean. */
export interface SyncLook {
  readonly text: string;
  readonly Icon: LucideIcon;
  readonly colour: string;
  readonly explanation: string;
}

const STORED = "What was stored is safe, and the run goes on without this page.";

/** The words and the shape of a state of sync. */
export function syncLook(sync: Sync): SyncLook {
  return isOutOfTouch(sync) ? lookOutOfTouch(sync) : lookInTouch(sync);
}

function lookInTouch(sync: Exclude<Sync, OutOfTouch>): SyncLook {
  switch (sync.kind) {
    case "connecting":
      return look("Connecting", CircleDot, "text-pending", "Opening the live connection.");
    case "live": {
      const measured =
        " The time is how long an event took from its record to this page: the median of the last 20, by the server's clock.";
      return {
        text: sync.lagMs === null ? "Live" : `Live · ${lagText(sync.lagMs)}`,
        Icon: CircleDot,
        colour: "text-completed",
        explanation: `Everything the server has announced is shown.${sync.lagMs === null ? "" : measured}`,
      };
    }
    case "restarted":
      return look("Server restarted", RefreshCw, "text-completed", `The server was restarted; live again. ${STORED}`);
    case "catching-up":
      return look(
        `Catching up (${countText(sync.behind)})`,
        RefreshCw,
        "text-attention",
        "Events that are still to be shown.",
      );
    case "ended":
      return look("Final", CircleCheck, "text-pending", "The run has ended; nothing more will change.");
    case "replay": {
      const text = `Replay · ${sync.at.slice(11, 19)} · ${counted(sync.behind, "event")} behind`;
      return look(text, History, "text-running", "The page shows the run as it was then, not as it is now.");
    }
    default:
      return sync satisfies never;
  }
}

function lookOutOfTouch(sync: OutOfTouch): SyncLook {
  switch (sync.kind) {
    case "delayed":
      return look(
        `Delayed · ${duration(sync.lateMs)}`,
        Hourglass,
        "text-attention",
        "What the server sends comes late: the page shows the run as it was so long ago.",
      );
    case "silent": {
      const explanation = `The line stands, but the server has sent nothing since ${time(sync.since)} UTC. ${STORED}`;
      return look(`No word since ${time(sync.since)}`, Hourglass, "text-attention", explanation);
    }
    case "reconnecting": {
      const explanation = `The connection was lost at ${time(sync.since)} UTC; the page catches up once it is back. ${STORED}`;
      return look(`Reconnecting · as of ${time(sync.since)}`, Unplug, "text-attention", explanation);
    }
    case "offline": {
      const explanation = `What is shown is from before ${time(sync.since)} UTC. ${STORED}`;
      return look(`Offline since ${time(sync.since)}`, CloudOff, "text-failed", explanation);
    }
    case "refused":
      return look("Not connected", LockKeyhole, "text-failed", sync.message);
    default:
      return sync satisfies never;
  }
}

function look(text: string, Icon: LucideIcon, colour: string, explanation: string): SyncLook {
  return { text, Icon, colour, explanation };
}

const lagText = (ms: number) => (ms < 1_000 ? `${ms} ms` : duration(ms));
