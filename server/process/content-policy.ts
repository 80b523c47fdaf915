const HOST = /^[\w.\-[\]:]+$/;

/**
 * The pages' Content-Security-Policy: scripts only by this answer's nonce and what they load, nothing from elsewhere.
 * `style-src-attr` is open because charts and positioned overlays set inline style attributes.
 */
export function contentPolicy(nonce: string, { dev, host }: { dev: boolean; host?: string | undefined }): string {
  // Older browsers do not count WebSockets of the same host as 'self'.
  const sockets = host && HOST.test(host) ? ` ws://${host} wss://${host}` : "";
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
