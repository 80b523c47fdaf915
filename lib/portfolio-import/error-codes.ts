/** What a code means in one sentence, and what the reader can do about it. */
export interface ErrorText {
  message: string;
  fix: string;
}

const csv = {
  ERR_CSV_001: {
    message: "The file is larger than 10 MB",
    fix: "Split it into several portfolios, or remove columns that are not needed.",
  },
  ERR_CSV_002: { message: "The file is not a CSV file", fix: "Save the sheet as CSV (UTF-8) and upload that file." },
  ERR_CSV_003: { message: "The file has no positions", fix: "Add one row per position under the header row." },
  ERR_CSV_004: {
    message: "A required column is missing",
    fix: "Choose under Columns which of the file's columns it is; if none is, add it to the header row.",
  },
  ERR_CSV_005: {
    message: "The header row cannot be read",
    fix: "Make the first row the column names of the template, each once.",
  },
  ERR_CSV_006: {
    message: "The text is malformed or not UTF-8",
    fix: "Save the file as CSV UTF-8 and check the quotation marks in this row.",
  },
  ERR_CSV_007: { message: "The file has more than 10,000 positions", fix: "Split it into several portfolios." },
  ERR_CSV_008: {
    message: "Which column is which is a guess",
    fix: "Check the columns, change what is wrong, and confirm them.",
  },
  ERR_CSV_009: {
    message: "The columns chosen are not those of this file",
    fix: "Say again which column is which.",
  },
  ERR_CSV_010: {
    message: "The corrections sent with the file cannot be read",
    fix: "Send them as the API's reference describes them.",
  },
  ERR_CSV_011: {
    message: "This number could be read in two ways",
    fix: "Say above whether the file's decimals stand after a comma or a point, or write the number anew: 1234 or 1.2340.",
  },
} satisfies Record<string, ErrorText>;

const symbolAndAmounts = {
  ERR_POS_001: { message: "The symbol is missing", fix: "Enter the ticker, or fill the four option columns." },
  ERR_POS_002: {
    message: "The symbol is longer than 20 characters",
    fix: "Use the ticker symbol instead of the name.",
  },
  ERR_POS_003: {
    message: "The symbol has characters that are not allowed",
    fix: "Use letters, digits, dot, dash and underscore only.",
  },
  ERR_POS_004: {
    message: "The quantity is missing",
    fix: "Enter the number of shares or contracts; negative for a short position.",
  },
  ERR_POS_005: {
    message: "The quantity is not a number",
    fix: "Write it like 1500, 1,500 or (200); commas only before groups of three digits.",
  },
  ERR_POS_006: { message: "The quantity is zero", fix: "Enter the quantity at entry, or remove the row." },
  ERR_POS_007: { message: "The quantity has more than 6 decimals", fix: "Round it to 6 decimals." },
  ERR_POS_008: { message: "The entry price is missing", fix: "Enter the price paid per share." },
  ERR_POS_009: {
    message: "The entry price is not a number",
    fix: "Write it like 185.20 or $1,234.50; commas only before groups of three digits.",
  },
  ERR_POS_010: {
    message: "The entry price is not above zero",
    fix: "Enter a positive price; a short position has a negative quantity instead.",
  },
  ERR_POS_011: { message: "The entry price has more than 6 decimals", fix: "Round it to 6 decimals." },
  ERR_POS_012: { message: "The entry date is missing", fix: "Enter the date the position was opened." },
  ERR_POS_013: { message: "The entry date is not a date", fix: "Write it as YYYY-MM-DD or M/D/YYYY." },
  ERR_POS_014: { message: "The entry date is in the future", fix: "Enter a date up to today." },
  ERR_POS_015: { message: "The entry date is before 1990-01-02", fix: "Enter a date on or after 1990-01-02." },
} satisfies Record<string, ErrorText>;

const classOptionAndExit = {
  ERR_POS_016: {
    message: "The investment class does not fit",
    fix: "Use PUBLIC, OPTIONS or PRIVATE, or leave it empty.",
  },
  ERR_POS_017: {
    message: "The investment subtype does not fit",
    fix: "Use a subtype of the row's class, or leave it empty.",
  },
  ERR_POS_018: {
    message: "The exit date is before the entry date",
    fix: "Check both dates; the exit is on or after the entry.",
  },
  ERR_POS_019: {
    message: "The option's underlying symbol is missing or does not fit",
    fix: "Enter the ticker the option is written on.",
  },
  ERR_POS_020: {
    message: "The option's strike price is missing or does not fit",
    fix: "Enter a strike above zero with up to 3 decimals.",
  },
  ERR_POS_021: {
    message: "The option's expiration date is missing or does not fit",
    fix: "Write it as YYYY-MM-DD or M/D/YYYY, on or after the entry date.",
  },
  ERR_POS_022: { message: "The option type is missing or does not fit", fix: "Use CALL or PUT." },
  ERR_POS_023: {
    message: "The row repeats an earlier row exactly",
    fix: "Remove one, or confirm that two equal fills exist.",
  },
  ERR_POS_024: { message: "The exit date does not fit", fix: "Write it as YYYY-MM-DD or M/D/YYYY, up to today." },
  ERR_POS_025: {
    message: "The exit price does not fit",
    fix: "Enter the price received per share, 0 or more, with up to 6 decimals.",
  },
  ERR_POS_026: {
    message: "Only one of exit date and exit price is given",
    fix: "Fill both for a closed position, or neither for an open one.",
  },
  ERR_POS_027: { message: "The position was not found", fix: "Load the portfolio again; it may be deleted." },
  ERR_POS_028: {
    message: "The entry price is not in dollars",
    fix: "Enter what was paid per share in US dollars, at the rate of the entry date.",
  },
} satisfies Record<string, ErrorText>;

const portfolio = {
  ERR_PORT_001: { message: "You already have an account with this name", fix: "Choose another account name." },
  ERR_PORT_002: { message: "The portfolio name is missing", fix: "Enter a name." },
  ERR_PORT_003: { message: "The portfolio name is longer than 255 characters", fix: "Shorten it." },
  ERR_PORT_004: {
    message: "The opening equity is missing",
    fix: "Enter the account's value just before its first day.",
  },
  ERR_PORT_005: {
    message: "The opening equity is not a positive amount",
    fix: "Enter a number above zero, such as 250,000.",
  },
  ERR_PORT_006: { message: "The opening equity is above 1,000,000,000,000", fix: "Enter the amount in dollars." },
  ERR_PORT_007: { message: "The positions file is missing", fix: "Choose a CSV file, or take a sample portfolio." },
  ERR_PORT_008: {
    message: "The positions file has problems",
    fix: "Correct the rows listed and upload it again; nothing was imported.",
  },
  ERR_PORT_009: { message: "The account type is not one of the list", fix: "Choose an account type." },
  ERR_PORT_010: { message: "The account name is missing", fix: "Enter a name, such as the broker's." },
  ERR_PORT_011: { message: "The account name is longer than 100 characters", fix: "Shorten it." },
  ERR_PORT_012: { message: "The price source is not available", fix: "Choose one of the price sources listed." },
  ERR_PORT_013: { message: "The description is longer than 2,000 characters", fix: "Shorten it." },
  ERR_PORT_015: {
    message: "The portfolio has 10,000 positions, the most there can be",
    fix: "Delete some, or put others in a portfolio of their own.",
  },
  ERR_PORT_016: {
    message: "You have imported these positions before",
    fix: "Open that portfolio, or import them once more as another account.",
  },
  ERR_PORT_017: {
    message: "The day of the quantities does not fit",
    fix: "Give a day from 1990-01-02 to today, with quantities as of today; leave it out where they are as traded.",
  },
} satisfies Record<string, ErrorText>;

const priceFiles = {
  ERR_PRICE_001: {
    message: "The file cannot be read",
    fix: "Save it as CSV (UTF-8), cells separated by commas, and check its quotation marks.",
  },
  ERR_PRICE_002: {
    message: "The file has no Date column",
    fix: "Name the column of dates Date, and separate the columns with commas.",
  },
  ERR_PRICE_003: {
    message: "The file has no symbol",
    fix: "Give each symbol a column of closes, or name a file with a Close column after its symbol, like KO.csv.",
  },
  ERR_PRICE_004: { message: "The date is not a date", fix: "Write it as YYYY-MM-DD." },
  ERR_PRICE_005: { message: "The symbol is given more than once", fix: "Leave it in one file, and once in it." },
  ERR_PRICE_006: { message: "The file has no price", fix: "Put prices above zero on trading days under the header." },
  ERR_PRICE_007: {
    message: "The file is larger than 10 MB",
    fix: "Leave out what is not needed: a file may have 10 MB, all of them 20 MB together.",
  },
  ERR_PRICE_008: {
    message: "There are more than 20 price files",
    fix: "Put several symbols in one file, a column each.",
  },
  ERR_PRICE_009: {
    message: "The split or dividend cannot be read",
    fix: "Give symbol, date, kind (split or dividend) and value: new shares per old, or money per share as traded.",
  },
  ERR_PRICE_010: {
    message: "The price files have problems",
    fix: "Correct what is listed and upload them again; nothing was stored.",
  },
  ERR_PRICE_011: {
    message: "The price files are missing",
    fix: "Choose at least one file of prices, or another price source.",
  },
  ERR_PRICE_012: {
    message: "Price files came with another price source",
    fix: "Take the uploaded files as the price source, or leave them out.",
  },
  ERR_PRICE_013: {
    message: "The file's name cannot be used",
    fix: "Give each file a name of its own, of at most 200 characters.",
  },
  ERR_PRICE_014: { message: "The file has more than 5,000 symbols", fix: "Split it into several files." },
  ERR_PRICE_015: {
    message: "The file has more than 60,000 rows",
    fix: "Give each date one row, with a column of closes per symbol.",
  },
} satisfies Record<string, ErrorText>;

const cashFlows = {
  ERR_FLOW_001: {
    message: "The date of the cash flow does not fit",
    fix: "Write it as YYYY-MM-DD or M/D/YYYY, from 1990-01-02 up to today.",
  },
  ERR_FLOW_002: {
    message: "The amount of the cash flow does not fit",
    fix: "Enter dollars, positive for money put in and negative for money taken out, with up to 6 decimals.",
  },
  ERR_FLOW_003: { message: "The note is longer than 500 characters", fix: "Shorten it." },
  ERR_FLOW_004: {
    message: "The cash flow is before the account's first session",
    fix: "Leave it out: the opening equity has everything from before that session in it.",
  },
  ERR_FLOW_005: { message: "The cash flow was not found", fix: "Load the portfolio again; it may be deleted." },
  ERR_FLOW_006: {
    message: "The portfolio has 10,000 cash flows, the most there can be",
    fix: "Put flows of one day together.",
  },
} satisfies Record<string, ErrorText>;

const valuations = {
  ERR_VAL_001: {
    message: "The date of the valuation does not fit",
    fix: "Write it as YYYY-MM-DD or M/D/YYYY, while the position is held and up to today.",
  },
  ERR_VAL_002: {
    message: "The price of the valuation does not fit",
    fix: "Enter dollars per unit, 0 or more, with up to 6 decimals.",
  },
  ERR_VAL_003: { message: "The note is longer than 500 characters", fix: "Shorten it." },
  ERR_VAL_004: {
    message: "Only private positions are valued by hand, cash aside",
    fix: "Leave it out: the others have prices of their source, and a dollar is a dollar.",
  },
  ERR_VAL_005: {
    message: "The position has a valuation of this date",
    fix: "Change that one, or choose another date.",
  },
  ERR_VAL_006: { message: "The valuation was not found", fix: "Load the portfolio again; it may be deleted." },
  ERR_VAL_007: {
    message: "The position has valuations that would not fit it any more",
    fix: "Delete or change its valuations first.",
  },
  ERR_VAL_008: {
    message: "The position has 10,000 valuations, the most there can be",
    fix: "Delete those that are not needed.",
  },
} satisfies Record<string, ErrorText>;

const scenarios = {
  ERR_SCEN_001: { message: "The scenario's name is missing", fix: "Enter a name." },
  ERR_SCEN_002: { message: "The scenario's name is longer than 100 characters", fix: "Shorten it." },
  ERR_SCEN_003: { message: "This portfolio already has a scenario with this name", fix: "Choose another name." },
  ERR_SCEN_004: { message: "The scenario has no shock", fix: "Enter at least one that is not zero." },
  ERR_SCEN_005: {
    message: "The shock does not fit",
    fix: "Enter returns above −1 (−100%) up to 5 (500%), and changes of yields from −1000 to 1000 basis points.",
  },
  ERR_SCEN_006: {
    message: "The portfolio has 50 scenarios, the most there can be",
    fix: "Delete those that are not needed.",
  },
  ERR_SCEN_007: { message: "The scenario was not found", fix: "Load the portfolio again; it may be deleted." },
} satisfies Record<string, ErrorText>;

const runAndSession = {
  ERR_RUN_001: { message: "A run of this portfolio is already under way", fix: "Follow that run, or cancel it first." },
  ERR_RUN_002: { message: "The run was not found", fix: "Check the link; it may belong to another user." },
  ERR_RUN_003: { message: "The run cannot be cancelled any more", fix: "It has already ended." },
  ERR_RUN_004: {
    message: "The range of dates does not fit",
    fix: "Use dates from 1990-01-02 up to today, the first not after the last.",
  },
  ERR_RUN_005: { message: "There is nothing to retry in this run", fix: "Run the batch again to compute it anew." },
  ERR_RUN_006: {
    message: "The events of this run were removed for their age",
    fix: "Its phases and results are kept; ask for the run.",
  },
  ERR_RUN_007: {
    message: "The search of the log took too long and was given up",
    fix: "Search for warnings and errors alone, or download the log and search the file.",
  },
  ERR_AUTH_001: { message: "You are not signed in", fix: "Sign in and try again." },
  ERR_AUTH_002: { message: "You are not allowed to do this", fix: "Ask an admin." },
} satisfies Record<string, ErrorText>;

/** Every code a person or a program can meet, in one place: code → short message and the fix in words. */
export const ERROR_CODES = {
  ...csv,
  ...symbolAndAmounts,
  ...classOptionAndExit,
  ...portfolio,
  ...priceFiles,
  ...cashFlows,
  ...valuations,
  ...scenarios,
  ...runAndSession,
};

export type ErrorCode = keyof typeof ERROR_CODES;
