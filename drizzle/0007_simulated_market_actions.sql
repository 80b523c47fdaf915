-- The simulated market trades as traded now, with splits and dividends: what is stored of it from before would not
-- continue in what it answers from here on. Every table below is filled again by the next run that needs it.
delete from "bars" where "source" = 'sample';--> statement-breakpoint
delete from "corporate_actions" where "source" = 'sample';--> statement-breakpoint
delete from "price_coverage" where "source" = 'sample';--> statement-breakpoint
delete from "symbol_failures" where "source" = 'sample';--> statement-breakpoint
delete from "symbol_factors" where "source" = 'sample';--> statement-breakpoint
delete from "symbol_metrics" where "source" = 'sample';--> statement-breakpoint
delete from "company_profiles" where "source" = 'sample';--> statement-breakpoint
update "portfolios" set
  "recompute_from" = coalesce(
    "from_date",
    (select min("entry_date") from "positions" where "positions"."portfolio_id" = "portfolios"."id")
  ),
  "recompute_set_at" = now(),
  "recompute_set_by" = null
where "price_source" = 'sample';
