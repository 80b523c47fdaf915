import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
  /** NONET_PRICES_DIR: a folder of price files; null leaves that source out. */
  readonly pricesDir: string | null;
  /** NONET_SECRET: signs session cookies; null has one made and kept in the database. */
  readonly secret: string | null;
  /** NONET_WORKERS: worker processes of role all, default one less than there are cores, at least one. */
  readonly workers: number;
  /** NONET_EVENT_DAYS: days after its end that a run keeps its events and log, default 90; 0 keeps them for ever. */
  readonly eventDays: number;
  /** NONET_TRUST_PROXY=1: a proxy before this server says whose address a request comes from. */
  readonly trustProxy: boolean;
  /** NODE_ENV=development. */
  readonly dev: boolean;
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
    publicUrl: publicUrl(environment.NONET_URL),
    dataDir: resolve(environment.NONET_DATA_DIR || join(ROOT, ".nonet")),
    pricesDir: environment.NONET_PRICES_DIR ? resolve(environment.NONET_PRICES_DIR) : null,
    secret: environment.NONET_SECRET || null,
    workers: Math.max(1, wholeNumber(environment, "NONET_WORKERS", availableParallelism() - 1, 64)),
    eventDays: wholeNumber(environment, "NONET_EVENT_DAYS", 90, 36_500),
    trustProxy: environment.NONET_TRUST_PROXY === "1",
    dev: environment.NODE_ENV === "development",
  };
}

function wholeNumber(environment: Environment, variable: string, otherwise: number, most: number): number {
  const text = environment[variable];
  if (!text) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new SettingError(variable, text, `a whole number from 0 to ${most}`);
}

function publicUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new SettingError("NONET_URL", text, "an address like https://nonet.example.com");
}
