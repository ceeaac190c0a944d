# Reference values of packages/analysis/src/knox.test.ts: 200 points by a rule, so that no file is needed.
#   Rscript bench/reference/knox.R
suppressPackageStartupMessages(library(surveillance))
cat("#", R.version.string, "surveillance", as.character(packageVersion("surveillance")), "\n")
i <- 1:200
x <- (37 * i) %% 101; y <- (53 * i * i) %% 97; t <- (29 * i) %% 83 + (i %% 7 == 0) * 40
# knox() counts distances and times up to and including eps; no pair lies at 10.5 or 6.5
for (metric in c("euclidean", "manhattan")) {
  set.seed(1)
  k <- knox(dt = dist(t), ds = dist(cbind(x, y), metric), eps.t = 6.5, eps.s = 10.5, simulate.p.value = TRUE, B = 9999, .verbose = FALSE)
  expected <- sum(dist(t) <= 6.5) * sum(dist(cbind(x, y), metric) <= 10.5) / choose(200, 2)
  cat(sprintf("%s: observed %d, expected %.15g, p %.4f of 9999 permutations\n", metric, k$statistic, expected, k$p.value))
}
