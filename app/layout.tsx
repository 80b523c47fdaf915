import "./globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { FormatProvider } from "#components/frame/format-context.tsx";
import { knownLocale } from "#lib/format.ts";
import { THEME_SCRIPT } from "#lib/theme-script.ts";

export const metadata: Metadata = {
  title: { default: "Nonet", template: "%s · Nonet" },
  description: "Upload a portfolio, watch nine phases analyse it live, read the result.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const sent = await headers();
  const nonce = sent.get("x-nonce") ?? undefined;
  const locale = knownLocale(sent.get("accept-language"));
  return (
    <html lang="en" suppressHydrationWarning className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <head>
        {nonce && <meta name="csp-nonce" content={nonce} nonce={nonce} />}
        <script nonce={nonce} suppressHydrationWarning>
          {THEME_SCRIPT}
        </script>
      </head>
      <body>
        <FormatProvider locale={locale}>{children}</FormatProvider>
      </body>
    </html>
  );
}
