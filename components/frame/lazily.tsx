"use client";

import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/**
 * A component whose code is loaded when it is first shown. Where it cannot be, because the network is away or a newer
 * version is served by now, a notice says so and the page around it stays.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      console.warn("a part of the page could not be loaded", error);
      return { default: NotLoaded };
    }
  });
}

function NotLoaded() {
  return (
    <p
      role="alert"
      className="fixed inset-x-4 bottom-20 z-50 mx-auto flex max-w-md flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-xl border border-failed bg-surface px-4 py-3 text-data text-foreground shadow-lg sm:bottom-6"
    >
      <span>This part of the page could not be loaded. Nothing has been changed.</span>
      <button
        type="button"
        className="min-h-6 cursor-pointer text-link hover:underline"
        onClick={() => window.location.reload()}
      >
        Load the page again
      </button>
    </p>
  );
}
