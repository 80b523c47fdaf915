import type { Sql } from "postgres";

/** A text that comes this often is worth a statement of its own on every connection. */
const OFTEN = 3;
/** Texts that are kept in mind; prepared statements take memory of the server. */
const MOST_TEXTS = 400;

/** What sends statements: the client, or a transaction of it. */
interface Sender {
  unsafe: Sql["unsafe"];
}

/**
 * Has statements prepared whose text comes again and again: they are parsed and planned once a connection, and travel in
 * one round trip where others take two. drizzle itself prepares only what is given a name.
 */
export function oftenPrepared(client: Sql): Sql {
  const seen = new Map<string, number>();

  function comesOften(text: string): boolean {
    const times = (seen.get(text) ?? 0) + 1;
    if (times === 1 && seen.size >= MOST_TEXTS) {
      for (const [known, count] of seen) if (count < OFTEN) seen.delete(known);
      if (seen.size >= MOST_TEXTS) return false;
    }
    seen.set(text, times);
    return times >= OFTEN;
  }

  function preparing<Given extends Sender>(sender: Given): Given {
    const unsafe = sender.unsafe.bind(sender);
    // Without parameters a statement goes as plain text, which needs no second round trip.
    sender.unsafe = (text, parameters = [], options = {}) =>
      unsafe(text, parameters, { ...options, prepare: options.prepare || (parameters.length > 0 && comesOften(text)) });
    return sender;
  }

  const begin = client.begin.bind(client) as (work: (sql: Sender) => unknown) => Promise<unknown>;
  const within = (work: (sql: Sender) => unknown) => begin((sql) => work(preparing(sql)));
  return Object.assign(preparing(client), { begin: within as Sql["begin"] });
}
