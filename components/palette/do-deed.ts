import { signOut } from "#components/frame/sign-out.ts";
import { chooseTheme } from "#components/frame/theme-choice.ts";
import { startRun } from "#components/portfolio/start-run.ts";
import { sendCancel } from "#components/run/send-cancel.ts";
import { sendRetry } from "#components/run/send-retry.ts";
import type { Deed } from "./command.ts";

/** What a deed may do to the page. */
export interface Stage {
  go(href: string): void;
  showKeys(): void;
}

/** Does what was chosen. Null when it is done, or under way; otherwise why not, in words. */
export async function doDeed(deed: Deed, stage: Stage): Promise<string | null> {
  switch (deed.kind) {
    case "go":
      stage.go(deed.href);
      return null;
    case "start": {
      const answer = await startRun(deed.portfolioId);
      if ("refusal" in answer) return answer.refusal;
      stage.go(`/runs/${answer.runId}`);
      return null;
    }
    case "retry": {
      const answer = await sendRetry(deed.runId);
      if ("refusal" in answer) return answer.refusal;
      stage.go(`/runs/${answer.runId}`);
      return null;
    }
    case "cancel":
      return sendCancel(deed.runId);
    case "theme":
      chooseTheme(deed.choice);
      return null;
    case "keys":
      stage.showKeys();
      return null;
    case "sign-out":
      return signOut();
    default:
      return deed satisfies never;
  }
}
