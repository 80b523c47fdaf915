import { statusWord } from "#components/status/status-icon.tsx";
import type { RunStatus } from "#lib/run/events.ts";
import { isEndedStatus } from "#lib/run/vocabulary.ts";
import type { Command } from "./command.ts";
import { pagesFor } from "./pages.ts";
import type { FoundPortfolio, PaletteContent } from "./palette-content.ts";

const SETTINGS: readonly Command[] = [
  { id: "theme-light", group: "Settings", text: "Light theme", deed: { kind: "theme", choice: "light" } },
  { id: "theme-dark", group: "Settings", text: "Dark theme", deed: { kind: "theme", choice: "dark" } },
  { id: "theme-system", group: "Settings", text: "Theme of the system", deed: { kind: "theme", choice: "system" } },
  { id: "keys", group: "Settings", text: "List of keys", keys: ["?"], deed: { kind: "keys" } },
  { id: "sign-out", group: "Settings", text: "Sign out", deed: { kind: "sign-out" } },
];

/** All commands there are for a viewer on a page, in the order they are listed. */
export function listCommands(content: PaletteContent): readonly Command[] {
  const { isAdmin, portfolios } = content;
  const pages = pagesFor(isAdmin).map(
    ({ href, label, key }): Command => ({
      ...{ id: `go${href}`, group: "Go to", text: label, deed: { kind: "go", href } },
      ...(key && { keys: ["g", key] }),
    }),
  );
  return [
    ...ofThisPage(content),
    ...pages,
    ...portfolios.map(portfolioCommand),
    ...portfolios.flatMap(lastRunCommand),
    ...portfolios.filter((each) => !isActive(each.lastRun?.status)).map(startCommand),
    ...SETTINGS,
  ];
}

function isActive(status: RunStatus | undefined): boolean {
  return status !== undefined && !isEndedStatus(status);
}

function ofThisPage({ pathname, portfolios, shownRun }: PaletteContent): Command[] {
  const group = "This page";
  const shown = portfolios.find(({ id }) => pathname === `/portfolios/${id}`);
  const commands: Command[] = [];
  if (shown && !isActive(shown.lastRun?.status)) commands.push({ ...startCommand(shown), id: "start-this", group });
  if (!shownRun) return commands;
  const { id: runId, status, cancelRequested, portfolio } = shownRun;
  if (isActive(status) && !cancelRequested) {
    commands.push({
      ...{ id: "cancel", group, text: "Cancel this run", deed: { kind: "cancel", runId } },
      confirm: { question: "Cancel this run? What is stored stays.", answer: "Cancel the run" },
    });
  }
  if (status === "failed" || status === "cancelled") {
    commands.push({
      ...{ id: "retry", group, text: "Retry this run", deed: { kind: "retry", runId } },
      confirm: { question: "Retry this run? What its phases have completed is kept.", answer: "Start the retry" },
    });
  }
  // An admin's list is of their own: another owner's portfolio opens to nobody else.
  if (portfolio && portfolios.some(({ id }) => id === portfolio.id)) {
    const deed = { kind: "go", href: `/portfolios/${portfolio.id}` } as const;
    commands.push({
      id: "portfolio",
      group,
      text: `View ${portfolio.name}`,
      detail: "the portfolio of this run",
      deed,
    });
  }
  return commands;
}

function portfolioCommand({ id, name, accountName }: FoundPortfolio): Command {
  const deed = { kind: "go", href: `/portfolios/${id}` } as const;
  return { id: `portfolio-${id}`, group: "Portfolios", text: name, detail: accountName, deed };
}

function lastRunCommand({ name, accountName, lastRun }: FoundPortfolio): Command[] {
  if (!lastRun) return [];
  const detail = `${accountName} · run ${lastRun.id.slice(0, 8)} · ${statusWord(lastRun.status).toLowerCase()}`;
  const deed = { kind: "go", href: `/runs/${lastRun.id}` } as const;
  return [{ id: `run-${lastRun.id}`, group: "Runs", text: `Latest run of ${name}`, detail, deed }];
}

/** A run that has done its work has nothing to retry: who looks for that finds this. */
function startCommand({ id, name, accountName }: FoundPortfolio): Command {
  const deed = { kind: "start", portfolioId: id } as const;
  return {
    id: `start-${id}`,
    group: "Start a run",
    text: `Run ${name} again`,
    detail: accountName,
    also: "retry",
    deed,
  };
}
