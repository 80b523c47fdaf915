INSERT INTO "index_sector_weights" ("as_of", "sector", "weight", "origin")
SELECT DATE '2025-11-28', "sector", "weight", 'S&P Dow Jones Indices via Schwab Center for Financial Research (rounded; sums to 100.2)'
FROM (VALUES
	('Information Technology', 0.346),
	('Financials', 0.131),
	('Communication Services', 0.107),
	('Consumer Discretionary', 0.103),
	('Health Care', 0.098),
	('Industrials', 0.08),
	('Consumer Staples', 0.049),
	('Energy', 0.028),
	('Utilities', 0.024),
	('Real Estate', 0.019),
	('Materials', 0.017)
) AS published("sector", "weight")
ON CONFLICT DO NOTHING;
