CREATE TABLE "nightly_batches" (
	"session" date PRIMARY KEY NOT NULL,
	"symbol_run_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"portfolio_runs" integer
);
--> statement-breakpoint
CREATE TABLE "price_files" (
	"portfolio_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_files_portfolio_id_name_pk" PRIMARY KEY("portfolio_id","name")
);
--> statement-breakpoint
CREATE TABLE "provider_states" (
	"provider" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"refilled_at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"used_today" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"closed_until" timestamp with time zone,
	"closed_reason" text,
	"last_success_at" timestamp with time zone,
	"last_error_at" timestamp with time zone,
	"last_error_code" text,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "restatements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"before" double precision,
	"after" double precision,
	"provider" text,
	"detected_at" timestamp with time zone NOT NULL,
	"run_id" uuid
);
--> statement-breakpoint
CREATE TABLE "symbol_aliases" (
	"symbol" text PRIMARY KEY NOT NULL,
	"alias" text NOT NULL,
	"note" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "symbol_listings" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"provider" text NOT NULL,
	"provider_symbol" text,
	"currency" text,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "symbol_listings_source_symbol_pk" PRIMARY KEY("source","symbol")
);
--> statement-breakpoint
ALTER TABLE "bars" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "fiscal_year" smallint;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "fiscal_period" text;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "currency" text;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "eps_low" double precision;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "eps_high" double precision;--> statement-breakpoint
ALTER TABLE "fundamentals" ADD COLUMN "analysts" smallint;--> statement-breakpoint
ALTER TABLE "symbol_failures" ADD COLUMN "attempts" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "portfolios" ADD COLUMN "recompute_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "portfolios" ADD COLUMN "recompute_set_by" uuid;--> statement-breakpoint
ALTER TABLE "nightly_batches" ADD CONSTRAINT "nightly_batches_symbol_run_id_runs_id_fk" FOREIGN KEY ("symbol_run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_files" ADD CONSTRAINT "price_files_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restatements" ADD CONSTRAINT "restatements_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symbol_aliases" ADD CONSTRAINT "symbol_aliases_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "restatements_newest" ON "restatements" USING btree ("detected_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "restatements_symbol" ON "restatements" USING btree ("source","symbol","date");