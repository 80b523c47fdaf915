ALTER TABLE "runs" ADD COLUMN "usual" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "events_pruned_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "runs_kind_finished" ON "runs" USING btree ("kind","created_at" DESC NULLS LAST) WHERE "runs"."status" in ('completed', 'partial');--> statement-breakpoint
CREATE INDEX "runs_with_events" ON "runs" USING btree ("ended_at") WHERE "runs"."events_pruned_at" is null;