-- Results of before the analytics were complete have no tail risk, ratios, correlations, stress, greeks or exposures of
-- options: the next run of each such portfolio computes all of them again.
update "portfolios" set
  "recompute_from" = least("recompute_from", "incomplete"."first"),
  "recompute_set_at" = now(),
  "recompute_set_by" = null
from (
  select "portfolio_id", min("date") as "first" from "portfolio_risk" where "tail_length" is null group by "portfolio_id"
) as "incomplete"
where "incomplete"."portfolio_id" = "portfolios"."id";
