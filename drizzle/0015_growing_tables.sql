CREATE INDEX "portfolio_correlations_run" ON "portfolio_correlations" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "portfolio_risk_run" ON "portfolio_risk" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "snapshots_run" ON "snapshots" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "restatements_run" ON "restatements" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "positions_symbol" ON "positions" USING btree ("symbol");--> statement-breakpoint
CREATE INDEX "positions_underlying" ON "positions" USING btree ("underlying_symbol") WHERE "positions"."underlying_symbol" is not null;--> statement-breakpoint
CREATE INDEX "quarantined_bars_held" ON "quarantined_bars" USING btree ("source","symbol","date") WHERE "quarantined_bars"."released_at" is null;--> statement-breakpoint
CREATE INDEX "quarantined_bars_run" ON "quarantined_bars" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "runs_retried" ON "runs" USING btree ("retry_of") WHERE "runs"."retry_of" is not null;