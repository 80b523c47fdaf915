/** What is pictured for the documentation: under which heading, and what is to be seen. */
export interface Scene {
  readonly group: "Access" | "Onboarding" | "Run" | "Portfolio" | "Administration" | "Everywhere" | "On paper";
  readonly caption: string;
}

const of = (group: Scene["group"], scenes: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(scenes).map(([name, caption]) => [name, { group, caption } satisfies Scene]));

/** By name, which is that of the files too; in the order the index shows them. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ...of("Access", {
    "no-users": "Before the first account, sign-in leads to the set-up link",
    setup: "The set-up link makes the first admin",
    "sign-in": "Signing in",
    "sign-in-refused": "Signing in with a wrong password",
    invitation: "An invitation",
    "dead-link": "A link that has been used",
  }),
  ...of("Onboarding", {
    onboarding: "A file, pasted rows or a sample",
    "onboarding-broker": "A broker's export, known by its header, with what it lacks asked for",
    "onboarding-problems": "A file with problems, each at its cell with what to do",
    "onboarding-ready": "A file that is right, and the form before the start",
    "onboarding-symbols": "Symbols that the price source does not know",
  }),
  ...of("Run", {
    "run-queued": "Waiting in line",
    "run-running": "At work: the usual time as a ghost bar, what has been done, the log",
    "run-slow": "A phase that takes longer than usual",
    "run-waiting": "Waiting for a price source",
    "run-resumed": "Taken up again by another worker",
    "run-cancelling": "Being cancelled",
    "run-completed": "Complete",
    "run-partial": "Completed with warnings",
    "run-outage": "Completed while a price source was down",
    "run-failed": "Failed before it had any prices",
    "run-stopped": "Failed half-way",
    "run-cancelled": "Cancelled",
    "run-nothing": "Nothing to do",
    "run-phase-open": "A phase opened to its warnings, counts and lists",
    "run-log-search": "The log searched",
    "run-log-removed": "A run whose log was removed for its age",
    "run-replay": "A run at work, as it was at one of its events",
    "run-delayed": "What the server sends comes late",
    "run-reconnecting": "The line to the server is lost, and sought again",
    "run-offline": "The viewer's line is down: never live when it is not",
    "run-signed-out": "The viewer's session is over",
  }),
  ...of("Portfolio", {
    "portfolios-none": "No portfolio yet",
    portfolios: "All accounts, and what they come to together",
    "portfolio-first-run": "A portfolio whose first run is under way",
    portfolio: "Key figures, equity and drawdown",
    "portfolio-holdings": "Holdings",
    "portfolio-factors": "Factor exposures",
    "portfolio-risk": "Risk",
    "portfolio-stress": "Stress scenarios",
    "portfolio-sectors": "Sectors and concentration",
    "portfolio-events": "Events of the account",
    "portfolio-runs": "Runs of a portfolio",
    "portfolio-report": "All figures of a portfolio as one report, to read or print",
    "portfolio-symbol": "A symbol’s own figures, and its β to each factor",
    "portfolio-definition": "What a figure means",
    "portfolio-edit": "An edit of a position",
    "portfolio-quarantine": "A price that is not believed",
    numbers: "What every figure means, and what they are held to",
  }),
  ...of("Administration", {
    "admin-runs": "Runs of everyone",
    "admin-runs-none": "No run matches",
    "admin-users": "Users and invitations",
    "admin-system": "Price sources and parts of the server",
    "admin-symbols": "Symbols without prices",
    "admin-quarantine": "Prices in quarantine",
    "admin-sectors": "Sector weights",
  }),
  ...of("Everywhere", {
    palette: "The palette",
    "palette-search": "The palette, searched",
    "palette-confirm": "The palette asks before a run is cancelled",
    keys: "The list of keys on a run's page",
    account: "The account menu",
    missing: "What is not there, and what is someone else's",
    broken: "A page that could not be shown, by which its fault is found in the server's log",
  }),
  ...of("On paper", {
    "paper-run": "A finished run, printed",
    "paper-portfolio": "A portfolio, printed",
  }),
};
