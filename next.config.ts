import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Otherwise a lock file in a folder above the clone makes Next watch and trace that folder.
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["better-auth", "drizzle-orm", "pg-boss", "pino", "postgres"],
  // `npm run types` checks the whole tree; checked again here it would only make the first start wait.
  typescript: { ignoreBuildErrors: true },
};

export default config;
