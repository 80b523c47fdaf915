/**
 * Keys under which a request may be repeated: the same one as long as its content is the same, so that trying again
 * after a lost answer makes nothing twice; another one as soon as anything of it has changed.
 */
export function createRequestKeys(): (...content: readonly unknown[]) => string {
  let last: { readonly content: readonly unknown[]; readonly key: string } | null = null;
  return (...content) => {
    const isSame =
      last?.content.length === content.length && last.content.every((part, i) => Object.is(part, content[i]));
    if (!last || !isSame) last = { content, key: randomKey() };
    return last.key;
  };
}

/** Not randomUUID, which browsers keep from pages served without TLS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
