/**
 * An address whose path can be decoded. One that is no UTF-8 is taken as it is spelled: there is no page of that name,
 * where Next would fail on it.
 */
export function readableAddress(address: string): string {
  const [, path = "", query = ""] = /^([^?]*)(.*)$/s.exec(address) ?? [];
  return isDecodable(path) ? address : path.replaceAll("%", "%25") + query;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    // Only a URIError comes of a text.
    return false;
  }
}
