# Reference values of packages/analysis/src/poisson-interval.test.ts and rate-ratio.test.ts.
#   Rscript bench/reference/rates.R
cat("#", R.version.string, R.version$platform, "\n")
show <- function(...) cat(paste(sprintf("%.15g", c(...)), collapse = " "), "\n")

cat("poissonInterval: count, exposure, level, low, high (poisson.test)\n")
for (a in list(c(0, 1, 0.95), c(1, 1, 0.95), c(14, 1, 0.95), c(14, 365, 0.9), c(340, 12.5, 0.99), c(123456, 1, 0.95)))
  show(a, poisson.test(a[1], a[2], conf.level = a[3])$conf.int)

cat("rateRatio: counts, exposures, level, low, high (poisson.test), p (twice the smaller tail, pbinom)\n")
pairs <- list(c(34, 22, 1, 1, 0.95), c(14, 4, 1, 1, 0.95), c(14, 5, 1, 1, 0.95), c(11, 6, 800, 1083.2, 0.95), c(0, 5, 1, 1, 0.95),
  c(5, 0, 2, 3, 0.95), c(1200, 1100, 365, 366, 0.99), c(3, 4000, 1, 900, 0.95), c(250000, 248000, 1, 1, 0.95))
for (a in pairs) {
  n <- a[1] + a[2]
  share <- a[3] / (a[3] + a[4])
  p <- min(1, 2 * min(pbinom(a[1], n, share), pbinom(a[1] - 1, n, share, lower.tail = FALSE)))
  if (a[3] == a[4]) stopifnot(abs(p - poisson.test(a[1:2], a[3:4])$p.value) < 1e-9) # R's own p where exposures are equal
  show(a, poisson.test(a[1:2], a[3:4], conf.level = a[5])$conf.int, p)
}

cat("rateRatio, mid-p: counts, exposures, low, high (uniroot), p\n")
for (a in list(c(34, 22, 1, 1), c(14, 5, 1, 1), c(2, 9, 3, 5), c(0, 7, 1, 1))) {
  n <- a[1] + a[2]
  mid <- function(k, p, lower) pbinom(if (lower) k - 1 else k, n, p, lower.tail = lower) + dbinom(k, n, p) / 2
  odds <- function(lower) { u <- uniroot(function(u) log(mid(a[1], plogis(u), lower) / 0.025), c(-12, 12), tol = 1e-14)$root; exp(u) }
  share <- a[3] / (a[3] + a[4])
  show(a, (if (a[1] == 0) 0 else odds(FALSE)) * a[4] / a[3], odds(TRUE) * a[4] / a[3], 2 * min(mid(a[1], share, TRUE), mid(a[1], share, FALSE)))
}
