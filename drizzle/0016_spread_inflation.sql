ALTER TABLE "portfolio_factors" ADD COLUMN "vif" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_factors" ADD COLUMN "vif_reason" text;--> statement-breakpoint
-- Results of before lack it, and rank volatilities among a few less than 252: the next run of each portfolio computes all of
-- them again.
update "portfolios" set
  "recompute_from" = least("recompute_from", "computed"."first"),
  "recompute_set_at" = now(),
  "recompute_set_by" = null
from (select "portfolio_id", min("date") as "first" from "portfolio_risk" group by "portfolio_id") as "computed"
where "computed"."portfolio_id" = "portfolios"."id";
