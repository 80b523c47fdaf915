import { NoSuchPortfolio } from "#components/portfolio/no-such-portfolio.tsx";

export default function PortfolioNotFound() {
  return <NoSuchPortfolio />;
}
