CREATE TABLE "portfolio_correlations" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"run_id" uuid,
	"symbols" jsonb NOT NULL,
	"matrix" jsonb NOT NULL,
	"clusters" jsonb NOT NULL,
	"observations" jsonb NOT NULL,
	"left_out" jsonb NOT NULL,
	"repaired" boolean NOT NULL,
	CONSTRAINT "portfolio_correlations_portfolio_id_date_pk" PRIMARY KEY("portfolio_id","date")
);
--> statement-breakpoint
CREATE TABLE "portfolio_stress" (
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"scenario" text NOT NULL,
	"pnl" numeric,
	"spillover_pnl" numeric,
	"spillover_bounded" boolean,
	"beyond_equity" boolean,
	"coverage" double precision,
	"reason" text,
	CONSTRAINT "portfolio_stress_portfolio_id_date_scenario_pk" PRIMARY KEY("portfolio_id","date","scenario")
);
--> statement-breakpoint
CREATE TABLE "quarantined_bars" (
	"source" text NOT NULL,
	"symbol" text NOT NULL,
	"date" date NOT NULL,
	"open" double precision,
	"high" double precision,
	"low" double precision,
	"close" double precision,
	"volume" double precision,
	"provider" text,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"detected_at" timestamp with time zone NOT NULL,
	"run_id" uuid,
	"released_at" timestamp with time zone,
	"released_by" text,
	"release_note" text,
	CONSTRAINT "quarantined_bars_source_symbol_date_pk" PRIMARY KEY("source","symbol","date")
);
--> statement-breakpoint
CREATE TABLE "cash_flows" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"date" date NOT NULL,
	"amount" numeric NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"portfolio_id" uuid NOT NULL,
	"name" text NOT NULL,
	"shocks" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "valuations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position_id" uuid NOT NULL,
	"date" date NOT NULL,
	"price" numeric NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "correlation_symbols" integer;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "correlation_minimum" integer;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "mean_abs_correlation" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "diversification_ratio" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "effective_bets" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "correlation_clusters" integer;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "correlation_repaired" boolean;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "tail_length" integer;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "historical_var_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "historical_var_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "historical_es_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "historical_es_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "normal_var_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "normal_var_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "normal_es_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "normal_es_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "cornish_fisher_var_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "cornish_fisher_var_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "cornish_fisher_es_95" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "cornish_fisher_es_99" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "return_length" integer;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "sharpe_ratio" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "sortino_ratio" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "calmar_ratio" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "max_drawdown" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "tracking_error" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "information_ratio" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "up_capture" double precision;--> statement-breakpoint
ALTER TABLE "portfolio_risk" ADD COLUMN "down_capture" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "price_origin" text;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "price_note" text;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "exposure" numeric;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "implied_volatility" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "delta" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "gamma" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "vega" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "theta" double precision;--> statement-breakpoint
ALTER TABLE "position_values" ADD COLUMN "rho" double precision;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "xirr_reason" text;--> statement-breakpoint
ALTER TABLE "positions" ADD COLUMN "quantity_as_of" date;--> statement-breakpoint
ALTER TABLE "portfolio_correlations" ADD CONSTRAINT "portfolio_correlations_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_correlations" ADD CONSTRAINT "portfolio_correlations_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portfolio_stress" ADD CONSTRAINT "portfolio_stress_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantined_bars" ADD CONSTRAINT "quarantined_bars_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantined_bars" ADD CONSTRAINT "quarantined_bars_released_by_user_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cash_flows" ADD CONSTRAINT "cash_flows_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_portfolio_id_portfolios_id_fk" FOREIGN KEY ("portfolio_id") REFERENCES "public"."portfolios"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quarantined_bars_newest" ON "quarantined_bars" USING btree ("detected_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "cash_flows_portfolio_date" ON "cash_flows" USING btree ("portfolio_id","date");--> statement-breakpoint
CREATE UNIQUE INDEX "scenarios_portfolio_name" ON "scenarios" USING btree ("portfolio_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "valuations_position_date" ON "valuations" USING btree ("position_id","date");