ALTER TABLE "portfolios" ADD COLUMN "content_hash" text;--> statement-breakpoint
CREATE INDEX "portfolios_owner_content" ON "portfolios" USING btree ("owner_id","content_hash");