import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Otherwise a lock file in a folder above the clone makes Next watch and trace that folder.
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["better-auth", "drizzle-orm", "pg-boss", "pino", "postgres"],
};

export default config;
