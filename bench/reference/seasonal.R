# Reference values of packages/analysis/src/seasonal.test.ts: rows of stl() on nottem and on two series made by a rule.
#   Rscript bench/reference/seasonal.R > packages/analysis/src/seasonal.reference.csv
cat("#", R.version.string, R.version$platform, "\n")
# Robust series have an odd number of values: with an even one stl() now and then takes a wrong median (its partial sort is given the two
# middle places in falling order), as in the 14th round of stl(nottem, s.window = 13, s.degree = 1, t.window = 25, robust = TRUE).
cat("# series, period, seasonal window, seasonal degree, robust, trend window, row from 0; seasonal, trend, remainder, weight\n")
i <- 0:206
weekly <- ts(20 + i / 20 + 6 * sin(2 * pi * i / 52) + (37 * i) %% 11 + ifelse(i %% 61 == 7, 40, 0), frequency = 52)
j <- 0:98
daily <- ts((53 * j * j) %% 17 + ifelse(j %% 7 > 4, 9, 0) + ifelse(j == 40, 90, 0), frequency = 7)
show <- function(name, series, window, degree = 0, robust = FALSE, trend = NULL) {
  z <- stl(series, s.window = window, s.degree = degree, robust = robust, t.window = trend)
  rows <- unique(c(1, 2, 3, seq(1, length(series), length.out = 12) %/% 1, length(series) - 1, length(series)))
  for (r in rows) cat(sprintf("%s,%d,%s,%d,%d,%s,%d,%s\n", name, frequency(series), window, degree, robust,
    if (is.null(trend)) "" else trend, r - 1, paste(sprintf("%.15g", c(z$time.series[r, ], z$weights[r])), collapse = ",")))
}
show("nottem", nottem, "periodic")
show("nottem", nottem, "periodic", robust = TRUE)
show("nottem", nottem, 7)
show("odd", ts(nottem[1:239], frequency = 12), 13, degree = 1, robust = TRUE, trend = 25)
show("weekly", weekly, "periodic")
show("weekly", weekly, 7, degree = 1)
show("weekly", weekly, 11, robust = TRUE)
show("daily", daily, "periodic", robust = TRUE)
show("daily", daily, 7)
show("daily", daily, 35, degree = 1, robust = TRUE, trend = 131)
