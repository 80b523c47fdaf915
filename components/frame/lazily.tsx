"use client";

import { type ComponentType, type LazyExoticComponent, lazy, useState } from "react";

/**
 * A component whose code is loaded when it is first shown. Where it cannot be, because the network is away or a newer
 * version is served by now, a notice says so and the page around it stays.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead?: ComponentType<Props>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await orNotice(load(), instead) }));
}

/** A component as its code comes; the notice, or what is given, where it does not come. */
export async function orNotice<Props extends object>(
  loading: Promise<ComponentType<Props>>,
  instead: ComponentType<Props> = NotLoaded,
): Promise<ComponentType<Props>> {
  try {
    return await loading;
  } catch (error) {
    console.warn("a part of the page could not be loaded", error);
    return instead;
  }
}

/** What is said, and shown as an alert, where code could not be loaded. */
export const NOT_LOADED = "This part of the page could not be loaded. Nothing has been changed.";

/** Says that a part of the page could not be loaded, until it is closed. */
export function NotLoaded({ onClose }: { onClose?: () => void }) {
  const [isClosed, setClosed] = useState(false);
  if (isClosed) return null;
  return (
    <div
      role="alert"
      className="fixed inset-x-4 bottom-20 z-50 mx-auto grid max-w-md gap-1 rounded-xl border border-failed bg-surface px-4 py-3 text-data text-foreground shadow-lg sm:bottom-6"
    >
      <p>{NOT_LOADED}</p>
      <p className="flex justify-end gap-4">
        <button
          type="button"
          className="min-h-6 cursor-pointer text-link hover:underline"
          onClick={() => (onClose ? onClose() : setClosed(true))}
        >
          Close
        </button>
        <button
          type="button"
          className="min-h-6 cursor-pointer text-link hover:underline"
          onClick={() => window.location.reload()}
        >
          Load the page again
        </button>
      </p>
    </div>
  );
}
