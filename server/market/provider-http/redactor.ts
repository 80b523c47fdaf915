/** Takes what must not be shown out of a text. */
export type Redact = (text: string) => string;

const SECRET_PARAMETER = /^(api_?key|crumb|token|access_token|key)$/i;
const SECRET_HEADER = /^(authorization|api-?key|x-api-key|cookie)$/i;
const SECRET_IN_TEXT = /\b(api_?key|crumb|token|access_token)(=|%3D)[^&\s"'<>]+/gi;

/** Shorter ones are found in ordinary words; no provider gives such keys out. */
const LEAST_LENGTH = 4;
const DEEPEST_CAUSE = 8;

/** For one request: its keys, wherever they turn up again, and whatever looks like one in an address. */
export function createRedactor(url: URL, headers: Headers): Redact {
  const parameters = [...url.searchParams].filter(([name]) => SECRET_PARAMETER.test(name)).map(([, value]) => value);
  const sent = [...headers]
    .filter(([name]) => SECRET_HEADER.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\w+ /, "")]);
  const secrets = [...parameters, ...sent, url.password]
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= LEAST_LENGTH)
    // The longest first, for one may be part of another.
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    const without = secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
    return without.replace(SECRET_IN_TEXT, "$1$2…");
  };
}

/** An error with its causes as far as they can be shown: names, codes and messages, nothing else of what it carried. */
export function redactedCause(error: unknown, redact: Redact, depth = 0): Error | undefined {
  if (error === undefined || error === null || depth === DEEPEST_CAUSE) return undefined;
  if (!(error instanceof Error))
    return new Error(typeof error === "string" ? redact(error) : `a ${typeof error} was thrown`);
  const cause = redactedCause(error.cause, redact, depth + 1);
  const shown = new Error(redact(error.message), cause ? { cause } : {});
  return Object.assign(shown, { name: error.name }, "code" in error ? { code: error.code } : {});
}
