/** What a form calls the price files that come with it. */
export const UPLOAD = "upload";
/** What prices out of them are said to be from. */
export const UPLOADED_LABEL = "Uploaded price files";

/** The name of the source that one portfolio's price files are, its owner's only. */
export function uploadSource(portfolioId: string): `upload:${string}` {
  return `${UPLOAD}:${portfolioId}`;
}

/** Whether a source is the price files of some portfolio. */
export function isUploadSource(source: string): boolean {
  return source.startsWith(`${UPLOAD}:`);
}

/** A source as the form offers it: whose files they are says the portfolio. */
export function offeredSource(source: string): string {
  return isUploadSource(source) ? UPLOAD : source;
}
