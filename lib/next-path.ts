const HOME = "/portfolios";
/** Stands for this site when a path is resolved; never visited. */
const HERE = "http://nonet.invalid";
/** Ends every sign-in with a page that can be read: not at sign-in again, and not at raw data. */
const NO_DESTINATION = /^\/(?:sign-in|setup|invitation|api)(?:[/?#]|$)/;

/**
 * Where to go after signing in: `next` when it is a path of this site, else the portfolios. Resolved as a browser does,
 * since `//host`, `/\host` and `/<tab>/host` all leave the site.
 */
export function safeNextPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || !URL.canParse(next, HERE)) return HOME;
  const url = new URL(next, HERE);
  if (url.origin !== HERE || url.pathname.startsWith("//") || NO_DESTINATION.test(url.pathname)) return HOME;
  // Added by the page router to its own requests; a reader's address does not have it.
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}${url.hash}`;
}
