import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";
import { EmbeddedServerError } from "./server-error.ts";

/**
 * How Postgres is run, which refuses root and users without a name. `prefix` goes in front of its command line;
 * `owner` is the user its files must belong to, or undefined when that is simply the current user.
 */
export type ServerUser = { prefix: string[]; owner: Owner | undefined };
export type Owner = { uid: number; gid: number };

const run = promisify(execFile);
const ROOT = 0;

/**
 * Chooses the user for a server whose data belong to `dataOwner` (undefined: no data yet).
 * An ordinary user runs it directly, one whom /etc/passwd does not know in a user namespace. Root runs it in a user
 * namespace, as `nobody` where namespaces are forbidden (most containers), or as the ordinary user who made the data.
 * Throws ERR_POSTGRES_USER when none of them works.
 */
export async function chooseServerUser(dataOwner: Owner | undefined): Promise<ServerUser> {
  const uid = process.getuid?.();
  if (uid === undefined || (uid !== ROOT && hasName())) return { prefix: [], owner: undefined };
  const nobody = await findNobody();
  const refusals: unknown[] = [];
  for (const candidate of candidatesFor(uid, dataOwner, nobody)) {
    const refusal = await tryUser(candidate);
    if (refusal === undefined) return candidate;
    refusals.push(refusal);
  }
  throw new EmbeddedServerError("ERR_POSTGRES_USER", explain(uid), { cause: new AggregateError(refusals) });
}

function candidatesFor(uid: number, dataOwner: Owner | undefined, nobody: Owner): ServerUser[] {
  const namespace = ["unshare", "--user", `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  if (uid !== ROOT) return [{ prefix: namespace, owner: undefined }];
  const foreign = dataOwner && dataOwner.uid !== ROOT && dataOwner.uid !== nobody.uid;
  if (foreign) return [{ prefix: asUser(dataOwner), owner: dataOwner }];
  return [
    // Root is seen as nobody from inside: every path stays reachable and the files keep belonging to root.
    { prefix: namespace, owner: { uid: ROOT, gid: ROOT } },
    { prefix: asUser(nobody), owner: nobody },
  ];
}

// The one capability lets another user reach programs and data below a private home such as /root.
function asUser({ uid, gid }: Owner): string[] {
  const capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  return ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...capability];
}

/** Containers are often started with a user id that /etc/passwd does not list; then this throws in Node as in Postgres. */
function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function findNobody(): Promise<Owner> {
  const users = await readFile("/etc/passwd", "utf8").catch(() => "");
  const [, uid = 65534, gid = 65534] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(users) ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function tryUser({ prefix: [command = "true", ...args] }: ServerUser): Promise<unknown> {
  return run(command, [...args, "true"]).then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
}

function explain(uid: number): string {
  const why =
    uid === ROOT
      ? "Postgres refuses to run as root, and this machine offers neither user namespaces nor setpriv."
      : `Postgres needs a user with a name, /etc/passwd has none for user ${uid}, and user namespaces are not allowed here.`;
  return `${why} Start Nonet as another user, or set DATABASE_URL to a Postgres of your own.`;
}
