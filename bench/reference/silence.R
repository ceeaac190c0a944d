# Reference values of packages/analysis/src/silence.test.ts: the same posterior on a grid a hundred times as fine.
#   Rscript bench/reference/silence.R
cat("#", R.version.string, R.version$platform, "\n")
n <- c(12, 7, 25, 40, 9, 18); y <- c(9, 2, 11, 30, 4, 6)
n0 <- length(n) / sum(1 / n)
whole <- (1:480 - 0.5) / 480; mu <- (1:1000 - 0.5) / 1000
g <- expand.grid(whole = whole, mu = mu)
M <- n0 * g$whole / (1 - g$whole); a <- M * g$mu; b <- M * (1 - g$mu)
l <- log(1 - g$whole) + rowSums(sapply(seq_along(n), function(i) lbeta(a + y[i], b + n[i] - y[i]) - lbeta(a, b)))
w <- exp(l - max(l)); w <- w / sum(w)
for (i in seq_along(n)) {
  m1 <- sum(w * (a + y[i]) / (M + n[i])); m2 <- sum(w * (a + y[i]) * (a + y[i] + 1) / ((M + n[i]) * (M + n[i] + 1)))
  s <- m1 * (1 - m1) / (m2 - m1^2) - 1
  cat(sprintf("%d of %d: %.6f, %.6f to %.6f, whole %.6f\n", y[i], n[i], m1, qbeta(0.025, m1 * s, (1 - m1) * s), qbeta(0.975, m1 * s, (1 - m1) * s), sum(w * M / (M + n[i]))))
}
m1 <- sum(w * g$mu); s <- m1 * (1 - m1) / (sum(w * g$mu^2) - m1^2) - 1
cat(sprintf("the whole: %.6f, %.6f to %.6f\n", m1, qbeta(0.025, m1 * s, (1 - m1) * s), qbeta(0.975, m1 * s, (1 - m1) * s)))
# The 24 x 15 possibilities that the method sums over, as shrinkage.ts states them: what the arithmetic has to give.
raw <- (sum(y) + 0.5) / (sum(n) + 1)
p <- do.call(rbind, lapply((1:24 - 0.5) / 24, function(whole) {
  M <- n0 * whole / (1 - whole); spread <- 4 / sqrt(1 + sum(n / (1 + (n - 1) / (M + 1))) * raw * (1 - raw))
  mu <- plogis(qlogis(raw) + spread * seq(-1, 1, length.out = 15))
  data.frame(M, mu, prior = log((1 - whole) * spread * mu * (1 - mu)))
}))
a <- p$M * p$mu; b <- p$M * (1 - p$mu)
l <- p$prior + rowSums(sapply(seq_along(n), function(i) lbeta(a + y[i], b + n[i] - y[i]) - lbeta(a, b)))
w <- exp(l - max(l)); w <- w / sum(w)
for (i in seq_along(n)) {
  m1 <- sum(w * (a + y[i]) / (p$M + n[i])); m2 <- sum(w * (a + y[i]) * (a + y[i] + 1) / ((p$M + n[i]) * (p$M + n[i] + 1)))
  s <- m1 * (1 - m1) / (m2 - m1^2) - 1
  cat(sprintf("sums, %d of %d: %.15g, %.15g, %.15g, %.15g\n", y[i], n[i], m1, qbeta(0.025, m1 * s, (1 - m1) * s), qbeta(0.975, m1 * s, (1 - m1) * s), sum(w * p$M / (p$M + n[i]))))
}
