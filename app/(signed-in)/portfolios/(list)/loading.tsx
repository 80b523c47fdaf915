import { PortfolioListSkeleton } from "#components/portfolio/portfolio-list-skeleton.tsx";

export default function Loading() {
  return <PortfolioListSkeleton />;
}
