DROP INDEX "runs_newest";--> statement-breakpoint
DROP INDEX "runs_status_newest";--> statement-breakpoint
DROP INDEX "runs_kind_finished";--> statement-breakpoint
DROP INDEX "runs_portfolio_newest";--> statement-breakpoint
CREATE INDEX "runs_newest" ON "runs" USING btree ("created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "runs_status_newest" ON "runs" USING btree ("status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "runs_kind_finished" ON "runs" USING btree ("kind","created_at" DESC NULLS FIRST) WHERE "runs"."status" in ('completed', 'partial');--> statement-breakpoint
CREATE INDEX "runs_portfolio_newest" ON "runs" USING btree ("portfolio_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);