"use client";

import { Tabs } from "@heroui/react/tabs";
import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

export interface PortfolioTab {
  readonly id: string;
  readonly name: string;
  readonly panel: ReactNode;
}

/** Tabs whose choice stands in the address as `?tab=`, so that it can be shared and survives a reload. */
export function PortfolioTabs({
  tabs,
  whole,
}: {
  tabs: readonly PortfolioTab[];
  /** The tab that has what the others have, for paper. */
  whole: string;
}) {
  const asked = useSearchParams().get("tab");
  const chosen = tabs.find(({ id }) => id === asked) ?? tabs[0];
  if (!chosen) return null;
  return (
    <Tabs variant="secondary" selectedKey={chosen.id} onSelectionChange={(key) => showInAddress(String(key))}>
      {/* The fading edges are an animation; held still they would hide the first tab. */}
      <Tabs.ListContainer className="motion-reduce:[&_.tabs\_\_list-container\_\_scroller]:mask-none">
        <Tabs.List aria-label="Analysis">
          {tabs.map(({ id, name }) => (
            <Tabs.Tab key={id} id={id}>
              {name}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      {tabs.map(({ id, name, panel }) => (
        <Tabs.Panel key={id} id={id} className="min-w-0 px-0 pt-4">
          {id !== whole && (
            <p className="mb-3 hidden text-data print:block">
              {`Printed from the ${name} tab. The Report tab prints all figures.`}
            </p>
          )}
          {panel}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Changes the address without asking the server: all panels are here already. */
function showInAddress(tab: string): void {
  const url = new URL(window.location.href);
  url.searchParams.set("tab", tab);
  window.history.replaceState(null, "", url);
}
