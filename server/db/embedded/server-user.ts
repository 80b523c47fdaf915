import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { EmbeddedServerError } from "./server-error.ts";

/**
 * How Postgres is run, which refuses to run as root. `prefix` goes in front of its command line; `owner` is the user
 * its files must belong to, or undefined when that is simply the current user.
 */
export type ServerUser = { prefix: string[]; owner: Owner | undefined };
export type Owner = { uid: number; gid: number };

const run = promisify(execFile);
const ROOT: Owner = { uid: 0, gid: 0 };
const NOBODY: Owner = { uid: 65534, gid: 65534 };

// Root seen as user 1000 from inside: every path stays reachable and files keep belonging to root.
const NAMESPACE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];

// The one capability lets another user reach programs and data below a private home such as /root.
function asUser({ uid, gid }: Owner): string[] {
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...capability];
}

/**
 * Chooses the user for a server whose data belong to `dataOwner` (undefined: no data yet).
 * An ordinary user runs it directly. Root runs it in a user namespace, as `nobody` where namespaces are forbidden
 * (most containers), or as the ordinary user who made the data. Throws ERR_POSTGRES_AS_ROOT when none of them works.
 */
export async function chooseServerUser(
  dataOwner: Owner | undefined,
  current = process.getuid?.(),
): Promise<ServerUser> {
  if (current !== 0) return { prefix: [], owner: undefined };
  const foreign = dataOwner && dataOwner.uid !== ROOT.uid && dataOwner.uid !== NOBODY.uid;
  const candidates: ServerUser[] = foreign
    ? [{ prefix: asUser(dataOwner), owner: dataOwner }]
    : [
        { prefix: NAMESPACE, owner: ROOT },
        { prefix: asUser(NOBODY), owner: NOBODY },
      ];
  const refusals: unknown[] = [];
  for (const candidate of candidates) {
    const refusal = await tryUser(candidate);
    if (refusal === undefined) return candidate;
    refusals.push(refusal);
  }
  const message =
    "Postgres refuses to run as root and this machine offers neither user namespaces nor setpriv. Start Nonet as an ordinary user, or set DATABASE_URL to a Postgres of your own.";
  throw new EmbeddedServerError("ERR_POSTGRES_AS_ROOT", message, { cause: new AggregateError(refusals) });
}

async function tryUser({ prefix: [command = "true", ...args] }: ServerUser): Promise<unknown> {
  return run(command, [...args, "true"]).then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
}
