"use client";

import { BrokenPage } from "#components/frame/broken-page.tsx";

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <BrokenPage digest={error.digest} onRetry={retry} />
    </main>
  );
}
