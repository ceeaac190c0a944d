# The values of packages/analysis/src/special-functions.reference.csv, one a line: function, arguments, value.
#   Rscript bench/reference/special-functions.R > packages/analysis/src/special-functions.reference.csv
cat("#", R.version.string, R.version$platform, "\n")
say <- function(name, f, arguments) {
  values <- apply(arguments, 1, function(a) do.call(f, as.list(unname(a))))
  kept <- is.finite(values) & abs(values) > 1e-290 # below, doubles lose digits
  lines <- apply(cbind(arguments, values)[kept, , drop = FALSE], 1, function(a) paste(sprintf("%.17g", a), collapse = ","))
  cat(paste0(name, ",", lines, "\n"), sep = "")
}
upper <- function(f) function(...) f(..., lower.tail = FALSE)

shapes <- c(1e-3, 0.1, 0.5, 1, 2.5, 7, 14, 100.25, 5000, 1e6)
ps <- c(1e-12, 1e-4, 0.025, 0.3, 0.5)
say("logGamma", lgamma, cbind(c(1e-8, 0.01, 0.3, 0.5, 1.5, 3, 7.7, 14.9, 15, 80, 1e4, 1e9)))
say("poissonMass", dpois, expand.grid(c(0, 1, 5, 14, 15, 300, 1e6), c(1e-3, 0.5, 4, 16, 310, 1e6 + 500)))
say("binomialMass", dbinom, expand.grid(c(0, 1, 7, 40, 999, 1000), c(1000, 5000, 1e6), c(1e-6, 0.01, 0.5, 0.97)))

near <- expand.grid(shape = shapes, of = c(0.01, 0.5, 0.9, 0.99, 1, 1.001, 1.1, 2, 10))
near <- cbind(near$shape, near$shape * near$of)
say("gammaLower", function(a, x) pgamma(x, a), near)
say("gammaUpper", function(a, x) pgamma(x, a, lower.tail = FALSE), near)
say("gammaQuantileLower", qgamma, expand.grid(ps, shapes[-1]))
say("gammaQuantileUpper", upper(qgamma), expand.grid(ps, shapes[-1]))

pairs <- expand.grid(a = shapes[-10], b = c(0.1, 0.5, 1, 3, 22, 1000, 2e5))
mean <- pairs$a / (pairs$a + pairs$b)
beside <- unique(do.call(rbind, lapply(list(mean / 100, mean * 0.9, mean, mean + (1 - mean) * 0.1, 0.5), function(x) cbind(pairs, x))))
say("betaLower", function(a, b, x) pbeta(x, a, b), beside)
say("betaUpper", function(a, b, x) pbeta(x, a, b, lower.tail = FALSE), beside)
quantiles <- expand.grid(ps, c(0.1, 1, 2, 15, 400, 1e5), c(0.5, 1, 5, 23, 5e4))
say("betaQuantileLower", qbeta, quantiles)
say("betaQuantileUpper", upper(qbeta), quantiles)
say("studentQuantile", upper(qt), expand.grid(c(1e-6, 0.025, 0.3), c(1, 4, 25, 1e4)))
say("normalQuantile", upper(qnorm), cbind(c(1e-12, 0.025, 0.05, 0.4)))
