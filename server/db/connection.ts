/**
 * Where the database is and how to sign in. `host` is a host name, an address, or the folder of a unix socket
 * (then it begins with a slash). `ssl` is absent for an unencrypted connection. postgres.js and pg take it as it is.
 */
export type ConnectionOptions = {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
  ssl?: { rejectUnauthorized: boolean };
};

type Environment = { DATABASE_URL?: string | undefined };

/** DATABASE_URL cannot be read. The message never quotes the value, which may hold a password. */
export class DatabaseUrlError extends Error {
  readonly code = "ERR_DATABASE_URL";

  constructor(problem: string, options?: ErrorOptions) {
    const form = "postgres://user:password@host:5432/database?sslmode=require";
    super(`DATABASE_URL ${problem}. It should look like ${form}`, options);
    this.name = "DatabaseUrlError";
  }
}

/**
 * The database that the environment names in DATABASE_URL, or undefined when it names none and the embedded server is
 * to be used. As in libpq a `host` parameter may give the folder of a unix socket. Throws DatabaseUrlError.
 */
export function connectionFromEnvironment(environment: Environment): ConnectionOptions | undefined {
  const text = environment.DATABASE_URL?.trim();
  if (!text) return undefined;
  const url = parse(text);
  const parameters = url.searchParams;
  const user = decodeURIComponent(url.username) || parameters.get("user") || "postgres";
  const password = decodeURIComponent(url.password) || parameters.get("password");
  const ssl = readSsl(parameters.get("sslmode"));
  return {
    host: parameters.get("host") || bareHost(url.hostname) || "localhost",
    port: Number(parameters.get("port") || url.port || 5432),
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || parameters.get("dbname") || user,
    ...(password ? { password } : {}),
    ...(ssl ? { ssl } : {}),
  };
}

/** The inverse of `connectionFromEnvironment`: what a parent adds to the environment of its child processes. */
export function connectionEnvironment(options: ConnectionOptions): { DATABASE_URL: string } {
  const { host, port, user, password, database, ssl } = options;
  const parameters = new URLSearchParams({ host, port: String(port), user, dbname: database });
  if (password) parameters.set("password", password);
  if (ssl) parameters.set("sslmode", ssl.rejectUnauthorized ? "verify-full" : "require");
  return { DATABASE_URL: `postgres://?${parameters}` };
}

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new DatabaseUrlError("is not a URL");
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new DatabaseUrlError("does not begin with postgres://");
  try {
    decodeURIComponent(url.username + url.password + url.pathname);
  } catch (cause) {
    throw new DatabaseUrlError("has a % that is not followed by two hexadecimal digits", { cause });
  }
  return url;
}

function bareHost(hostname: string): string {
  return decodeURIComponent(hostname).replace(/^\[(.*)\]$/, "$1");
}

function readSsl(mode: string | null): ConnectionOptions["ssl"] {
  switch (mode) {
    case null:
    case "disable":
    case "allow":
    case "prefer":
      return undefined;
    case "require":
    case "no-verify":
      return { rejectUnauthorized: false };
    case "verify-ca":
    case "verify-full":
      return { rejectUnauthorized: true };
    default:
      throw new DatabaseUrlError(`has an unknown sslmode "${mode}"`);
  }
}
