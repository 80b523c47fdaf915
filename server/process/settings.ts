import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProviderName } from "#server/market/price-source.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "#server/phases/assumptions.ts";

/** The repository's own folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Role = "all" | "web" | "worker";

/** What the environment says, read once. */
export interface Settings {
  /** NONET_ROLE: everything on this machine (default), or one part of a server spread over several. */
  readonly role: Role;
  /** PORT, default 3000; 0 takes any free one. */
  readonly port: number;
  /** NONET_HOST: the address to listen on, default 127.0.0.1. */
  readonly host: string;
  /** NONET_URL: where people reach the server, when that is not http://localhost:PORT; https makes cookies Secure. */
  readonly publicUrl: string | null;
  /** NONET_DATA_DIR, default .nonet in the repository: the embedded database. */
  readonly dataDir: string;
  /** The live providers, and where they are. */
  readonly providers: ProviderSettings;
  /** NONET_PRICES_DIR: a folder of price files; null leaves that source out. */
  readonly pricesDir: string | null;
  /** NONET_SECRET: signs session cookies; null has one made and kept in the database. */
  readonly secret: string | null;
  /** NONET_WORKERS: worker processes of role all, default one less than there are cores, at least one. */
  readonly workers: number;
  /** NONET_NIGHTLY_AT: when the nightly batch starts, "HH:MM" in New York, default 18:00; null for "off". */
  readonly nightlyAt: string | null;
  /** NONET_EVENT_DAYS: days after its end that a run keeps its events and log, default 90; 0 keeps them for ever. */
  readonly eventDays: number;
  /** NONET_RISK_FREE_RATE, NONET_TLT_DURATION, NONET_TLT_CONVEXITY, default 0.04, 16.5 and 350. */
  readonly assumptions: Assumptions;
  /** NONET_TRUST_PROXY=1: a proxy before this server says whose address a request comes from. */
  readonly trustProxy: boolean;
  /** NODE_ENV=development. */
  readonly dev: boolean;
}

/** How live providers are reached. Keys come from the environment only and are never logged. */
export interface ProviderSettings {
  /** NONET_PROVIDERS: the providers to ask, in this order, default yahoo, massive, fmp; "none" for none. Those without their key are left out. */
  readonly order: readonly ProviderName[];
  /** MASSIVE_API_KEY, FMP_API_KEY. */
  readonly keys: { readonly massive: string | null; readonly fmp: string | null };
  /** NONET_YAHOO_URL, NONET_MASSIVE_URL, NONET_FMP_URL: other addresses than the providers' own, as for a proxy. */
  readonly urls: Readonly<Record<ProviderName, string | null>>;
  /** NONET_YAHOO_RATE, NONET_MASSIVE_RATE, NONET_FMP_RATE: requests a minute; null for what the provider's free plan allows. */
  readonly ratesPerMinute: Readonly<Record<ProviderName, number | null>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable has a value that cannot be used; the message names both. */
export class SettingError extends Error {
  readonly code = "ERR_SETTING";

  constructor(variable: string, value: string, wanted: string) {
    super(`${variable} is "${value}"; it has to be ${wanted}.`);
    this.name = "SettingError";
  }
}

const ROLES = ["all", "web", "worker"] as const satisfies readonly Role[];

/** @throws SettingError */
export function readSettings(environment: Environment): Settings {
  const role = ROLES.find((known) => known === (environment.NONET_ROLE || "all"));
  if (!role) throw new SettingError("NONET_ROLE", environment.NONET_ROLE ?? "", "all, web or worker");
  return {
    role,
    port: wholeNumber(environment, "PORT", 3000, 65_535),
    host: environment.NONET_HOST || "127.0.0.1",
    publicUrl: publicUrl("NONET_URL", environment.NONET_URL),
    dataDir: resolve(environment.NONET_DATA_DIR || join(ROOT, ".nonet")),
    providers: providerSettings(environment),
    pricesDir: environment.NONET_PRICES_DIR ? resolve(environment.NONET_PRICES_DIR) : null,
    secret: environment.NONET_SECRET || null,
    workers: Math.max(1, wholeNumber(environment, "NONET_WORKERS", availableParallelism() - 1, 64)),
    nightlyAt: timeOfDay("NONET_NIGHTLY_AT", environment.NONET_NIGHTLY_AT || "18:00"),
    eventDays: wholeNumber(environment, "NONET_EVENT_DAYS", 90, 36_500),
    assumptions: assumptions(environment),
    trustProxy: environment.NONET_TRUST_PROXY === "1",
    dev: environment.NODE_ENV === "development",
  };
}

const PROVIDERS = ["yahoo", "massive", "fmp"] as const satisfies readonly ProviderName[];

function providerSettings(environment: Environment): ProviderSettings {
  const keys = { massive: environment.MASSIVE_API_KEY || null, fmp: environment.FMP_API_KEY || null };
  const of = <Value>(read: (variable: string) => Value, suffix: string) => ({
    yahoo: read(`NONET_YAHOO_${suffix}`),
    massive: read(`NONET_MASSIVE_${suffix}`),
    fmp: read(`NONET_FMP_${suffix}`),
  });
  return {
    order: providerOrder(environment.NONET_PROVIDERS).filter((name) => name === "yahoo" || keys[name] !== null),
    keys,
    urls: of((variable) => publicUrl(variable, environment[variable]), "URL"),
    ratesPerMinute: of((variable) => wholeNumber(environment, variable, 0, 1_000_000) || null, "RATE"),
  };
}

function assumptions(environment: Environment): Assumptions {
  const { riskFreeRate, bondDuration, bondConvexity } = DEFAULT_ASSUMPTIONS;
  return {
    riskFreeRate: decimal(environment, "NONET_RISK_FREE_RATE", riskFreeRate, { least: -0.05, most: 0.5 }),
    bondDuration: decimal(environment, "NONET_TLT_DURATION", bondDuration, { least: 0, most: 50 }),
    bondConvexity: decimal(environment, "NONET_TLT_CONVEXITY", bondConvexity, { least: 0, most: 5000 }),
  };
}

function providerOrder(text: string | undefined): ProviderName[] {
  if (!text) return [...PROVIDERS];
  if (text === "none") return [];
  return [...new Set(text.split(",").map((part) => part.trim()))].map((part) => {
    const known = PROVIDERS.find((provider) => provider === part);
    if (known) return known;
    throw new SettingError("NONET_PROVIDERS", text, "none, or some of yahoo, massive and fmp, separated by commas");
  });
}

function wholeNumber(environment: Environment, variable: string, otherwise: number, most: number): number {
  const text = environment[variable];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new SettingError(variable, text, `a whole number from 0 to ${most}`);
}

function decimal(
  environment: Environment,
  variable: string,
  otherwise: number,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const text = environment[variable]?.trim();
  if (!text) return otherwise;
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw new SettingError(variable, text, `a number from ${least} to ${most}`);
}

function timeOfDay(variable: string, text: string): string | null {
  if (text === "off") return null;
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  throw new SettingError(variable, text, 'a time like 18:00, or "off"');
}

function publicUrl(variable: string, text: string | undefined): string | null {
  if (!text) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new SettingError(variable, text, "an address like https://nonet.example.com");
}
