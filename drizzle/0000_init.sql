CREATE TABLE "portfolio_factors" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"factor" text NOT NULL,
	"exposure" double precision,
	"dollar_exposure" numeric,
	"coverage" double precision,
	"r2" double precision,
	"reason" text,
	CONSTRAINT "portfolio_factors_portfolio_id_date_factor_pk" PRIMARY KEY("portfolio_id","date","factor")
);
--> statement-breakpoint
CREATE TABLE "portfolio_risk" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"run_id" uuid,
	"volatility_21d" double precision,
	"volatility_63d" double precision,
	"expected_volatility" double precision,
	"expected_volatility_is_mean" boolean,
	"volatility_trend" text,
	"volatility_percentile" double precision,
	"series_length" integer,
	"hhi" double precision,
	"effective_positions" double precision,
	"top_3" double precision,
	"top_10" double precision,
	"reasons" jsonb,
	CONSTRAINT "portfolio_risk_portfolio_id_date_pk" PRIMARY KEY("portfolio_id","date")
);
--> statement-breakpoint
CREATE TABLE "portfolio_sectors" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"sector" text NOT NULL,
	"weight" double precision NOT NULL,
	"index_weight" double precision,
	"index_as_of" date,
	CONSTRAINT "portfolio_sectors_portfolio_id_date_sector_pk" PRIMARY KEY("portfolio_id","date","sector")
);
--> statement-breakpoint
CREATE TABLE "position_values" (
	"portfolio_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"date" date NOT NULL,
	"quantity" numeric NOT NULL,
	"price" numeric,
	"price_date" date,
	"market_value" numeric NOT NULL,
	"unrealized_pnl" numeric NOT NULL,
	"realized_pnl" numeric NOT NULL,
	"weight" double precision,
	CONSTRAINT "position_values_position_id_date_pk" PRIMARY KEY("position_id","date")
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"run_id" uuid,
	"equity" numeric NOT NULL,
	"cash" numeric NOT NULL,
	"market_value" numeric NOT NULL,
	"long_exposure" numeric NOT NULL,
	"short_exposure" numeric NOT NULL,
	"gross_exposure" numeric NOT NULL,
	"net_exposure" numeric NOT NULL,
	"pnl" numeric NOT NULL,
	"realized_pnl" numeric NOT NULL,
	"dividends" numeric NOT NULL,
	"flow" numeric NOT NULL,
	"cumulative_pnl" numeric NOT NULL,
	"daily_return" double precision,
	"twr_index" double precision,
	"drawdown" double precision,
	"return_reason" text,
	"xirr" double precision,
	"position_count" integer NOT NULL,
	"long_count" integer NOT NULL,
	"short_count" integer NOT NULL,
	"stale_count" integer NOT NULL,
	"priced_share" double precision,
	"margin" boolean NOT NULL,
	CONSTRAINT "snapshots_portfolio_id_date_pk" PRIMARY KEY("portfolio_id","date")
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "server_secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"impersonated_by" text,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"role" text DEFAULT 'user' NOT NULL,
	"banned" boolean DEFAULT false NOT NULL,
	"ban_reason" text,
	"ban_expires" timestamp with time zone,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bars" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"date" date NOT NULL,
	"open" double precision,
	"high" double precision,
	"low" double precision,
	"close" double precision NOT NULL,
	"volume" double precision,
	CONSTRAINT "bars_source_symbol_date_pk" PRIMARY KEY("source","symbol","date")
);
--> statement-breakpoint
CREATE TABLE "company_profiles" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"name" text,
	"sector" text,
	"industry" text,
	"exchange" text,
	"country" text,
	"currency" text,
	"kind" text,
	"market_cap" numeric,
	"pe_ratio" double precision,
	"forward_pe" double precision,
	"dividend_yield" double precision,
	"beta" double precision,
	"week_52_low" double precision,
	"week_52_high" double precision,
	"target_low" double precision,
	"target_mean" double precision,
	"target_high" double precision,
	"description" text,
	"website" text,
	"valuation_at" timestamp with time zone,
	"estimates_at" timestamp with time zone,
	"static_at" timestamp with time zone,
	CONSTRAINT "company_profiles_source_symbol_pk" PRIMARY KEY("source","symbol")
);
--> statement-breakpoint
CREATE TABLE "corporate_actions" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"ex_date" date NOT NULL,
	"kind" text NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "corporate_actions_source_symbol_ex_date_kind_pk" PRIMARY KEY("source","symbol","ex_date","kind")
);
--> statement-breakpoint
CREATE TABLE "fundamentals" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"period_end" date NOT NULL,
	"frequency" text NOT NULL,
	"period_type" text NOT NULL,
	"revenue" numeric,
	"gross_profit" numeric,
	"operating_income" numeric,
	"net_income" numeric,
	"ebitda" numeric,
	"eps_diluted" double precision,
	"total_assets" numeric,
	"current_assets" numeric,
	"total_liabilities" numeric,
	"current_liabilities" numeric,
	"total_debt" numeric,
	"cash" numeric,
	"equity" numeric,
	"operating_cash_flow" numeric,
	"capital_expenditure" numeric,
	"free_cash_flow" numeric,
	"working_capital" numeric,
	"net_debt" numeric,
	"gross_margin" double precision,
	"operating_margin" double precision,
	"net_margin" double precision,
	"free_cash_flow_margin" double precision,
	"current_ratio" double precision,
	"debt_to_equity" double precision,
	CONSTRAINT "fundamentals_source_symbol_period_end_frequency_period_type_pk" PRIMARY KEY("source","symbol","period_end","frequency","period_type")
);
--> statement-breakpoint
CREATE TABLE "fundamentals_sync" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"next_earnings_date" date,
	CONSTRAINT "fundamentals_sync_source_symbol_pk" PRIMARY KEY("source","symbol")
);
--> statement-breakpoint
CREATE TABLE "index_sector_weights" (
	"as_of" date NOT NULL,
	"sector" text NOT NULL,
	"weight" double precision NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "index_sector_weights_as_of_sector_pk" PRIMARY KEY("as_of","sector")
);
--> statement-breakpoint
CREATE TABLE "price_claims" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"claimed_by" text NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	CONSTRAINT "price_claims_source_symbol_pk" PRIMARY KEY("source","symbol")
);
--> statement-breakpoint
CREATE TABLE "price_coverage" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	CONSTRAINT "price_coverage_source_symbol_from_date_pk" PRIMARY KEY("source","symbol","from_date")
);
--> statement-breakpoint
CREATE TABLE "provider_betas" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"date" date NOT NULL,
	"beta" double precision NOT NULL,
	CONSTRAINT "provider_betas_source_symbol_date_pk" PRIMARY KEY("source","symbol","date")
);
--> statement-breakpoint
CREATE TABLE "symbol_factors" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"date" date NOT NULL,
	"market_beta" double precision,
	"market_alpha" double precision,
	"market_r2" double precision,
	"market_standard_error" double precision,
	"market_t" double precision,
	"market_p" double precision,
	"market_n" smallint NOT NULL,
	"rate_beta" double precision,
	"rate_alpha" double precision,
	"rate_r2" double precision,
	"rate_standard_error" double precision,
	"rate_t" double precision,
	"rate_p" double precision,
	"rate_n" smallint NOT NULL,
	"growth_value_spread" double precision,
	"growth_value_spread_r2" double precision,
	"momentum_spread" double precision,
	"momentum_spread_r2" double precision,
	"size_spread" double precision,
	"size_spread_r2" double precision,
	"quality_spread" double precision,
	"quality_spread_r2" double precision,
	"spread_n" smallint NOT NULL,
	"value" double precision,
	"growth" double precision,
	"momentum" double precision,
	"quality" double precision,
	"size" double precision,
	"low_volatility" double precision,
	"ridge_r2" double precision,
	"ridge_n" smallint NOT NULL,
	"reasons" jsonb,
	CONSTRAINT "symbol_factors_source_symbol_date_pk" PRIMARY KEY("source","symbol","date")
);
--> statement-breakpoint
CREATE TABLE "symbol_failures" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"first_seen" timestamp with time zone NOT NULL,
	"last_seen" timestamp with time zone NOT NULL,
	"retry_after" timestamp with time zone NOT NULL,
	CONSTRAINT "symbol_failures_source_symbol_pk" PRIMARY KEY("source","symbol")
);
--> statement-breakpoint
CREATE TABLE "symbol_metrics" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"as_of" date NOT NULL,
	"close" double precision,
	"return_1d" double precision,
	"return_1w" double precision,
	"return_mtd" double precision,
	"return_1m" double precision,
	"return_3m" double precision,
	"return_ytd" double precision,
	"return_1y" double precision,
	"volatility_21d" double precision,
	"volatility_63d" double precision,
	"volatility_252d" double precision,
	"week_52_high" double precision,
	"week_52_low" double precision,
	"distance_from_high" double precision,
	"max_drawdown_1y" double precision,
	"average_dollar_volume_21d" double precision,
	"reasons" jsonb,
	CONSTRAINT "symbol_metrics_source_symbol_as_of_pk" PRIMARY KEY("source","symbol","as_of")
);
--> statement-breakpoint
CREATE TABLE "portfolios" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"account_name" text NOT NULL,
	"account_type" text NOT NULL,
	"description" text,
	"opening_equity" numeric NOT NULL,
	"price_source" text NOT NULL,
	"from_date" date,
	"to_date" date,
	"recompute_from" date,
	"idempotency_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "position_tags" (
	"position_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "position_tags_position_id_tag_id_pk" PRIMARY KEY("position_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"symbol" text NOT NULL,
	"quantity" numeric NOT NULL,
	"entry_price" numeric NOT NULL,
	"entry_date" date NOT NULL,
	"investment_class" text NOT NULL,
	"investment_subtype" text NOT NULL,
	"underlying_symbol" text,
	"strike_price" numeric,
	"expiration_date" date,
	"option_type" text,
	"exit_date" date,
	"exit_price" numeric,
	"live_date" date,
	"live_price" numeric,
	"live_price_date" date,
	"live_market_value" numeric,
	"live_unrealized_pnl" numeric,
	"live_realized_pnl" numeric
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"colour" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"run_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "run_events_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "run_leases" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"epoch" bigint NOT NULL,
	"worker_id" text NOT NULL,
	"beat_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_phases" (
	"run_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"weight" double precision NOT NULL,
	"status" text NOT NULL,
	"current" integer NOT NULL,
	"total" integer,
	"summary" text,
	"reason" text,
	"counts" jsonb NOT NULL,
	"warnings" jsonb NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"busy_ms" double precision,
	"checkpoint" jsonb,
	"result" jsonb,
	CONSTRAINT "run_phases_run_id_phase_pk" PRIMARY KEY("run_id","phase")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"portfolio_id" uuid,
	"requested_by" text,
	"kind" text NOT NULL,
	"retry_of" uuid,
	"from_date" date,
	"to_date" date,
	"force" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"cancel_requested_at" timestamp with time zone,
	"cancel_requested_by" text,
	"status" text DEFAULT 'queued' NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"percent" smallint DEFAULT 0 NOT NULL,
	"inputs" jsonb,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"duration_ms" double precision,
	"dates_processed" integer,
	"reason" text,
	"resumes" smallint DEFAULT 0 NOT NULL,
	"cancel_seen" boolean DEFAULT false NOT NULL,
	"info_count" integer DEFAULT 0 NOT NULL,
	"warning_count" integer DEFAULT 0 NOT NULL,
	"error_count" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "portfolio_factors" ADD CONSTRAINT "portfolio_factors_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD CONSTRAINT "portfolio_risk_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD CONSTRAINT "portfolio_risk_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_sectors" ADD CONSTRAINT "portfolio_sectors_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_values" ADD CONSTRAINT "position_values_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_values" ADD CONSTRAINT "position_values_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_created_by_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolios" ADD CONSTRAINT "portfolios_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_tags" ADD CONSTRAINT "position_tags_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "position_tags" ADD CONSTRAINT "position_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_leases" ADD CONSTRAINT "run_leases_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_phases" ADD CONSTRAINT "run_phases_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_requested_by_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "position_values_portfolio_date" ON "position_values" USING btree ("portfolio_id","date");--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "symbol_metrics_latest" ON "symbol_metrics" USING btree ("source","symbol","as_of" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "portfolios_owner_account" ON "portfolios" USING btree ("owner_id",lower("account_name"));--> statement-breakpoint
CREATE UNIQUE INDEX "portfolios_owner_idempotency" ON "portfolios" USING btree ("owner_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "position_tags_tag" ON "position_tags" USING btree ("tag_id");--> statement-breakpoint
CREATE UNIQUE INDEX "positions_portfolio_ordinal" ON "positions" USING btree ("portfolio_id","ordinal");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_portfolio_kind_name" ON "tags" USING btree ("portfolio_id","kind","name");--> statement-breakpoint
CREATE INDEX "run_events_log" ON "run_events" USING btree ("run_id","seq") WHERE "run_events"."type" = 'log';--> statement-breakpoint
CREATE UNIQUE INDEX "runs_one_active_per_portfolio" ON "runs" USING btree ("portfolio_id") WHERE "runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "runs_newest" ON "runs" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_status_newest" ON "runs" USING btree ("status","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_portfolio_newest" ON "runs" USING btree ("portfolio_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);