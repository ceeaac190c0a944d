# Reference values of packages/analysis: Getis-Ord, local Moran, false discovery rate.
#   Rscript bench/reference/hot-spots.R          (Debian: r-base-core r-cran-spdep)
suppressPackageStartupMessages(library(spdep))
cat("#", R.version.string, R.version$platform, "spdep", as.character(packageVersion("spdep")), "\n")
show <- function(...) cat(paste(sprintf("%.15g", c(...)), collapse = " "), "\n")

# Six points of Getis and Ord's example in spdep's manual.
xy <- cbind(c(10, 20, 40, 15, 30, 30), c(10, 10, 10, 20, 20, 30))
y <- c(2, 3, 3.2, 5, 8, 7)
nb <- dnearneigh(xy, 0, 15)
cat("six points: Gi*, Gi, p of Gi*\n")
show(star <- localG(y, nb2listw(include.self(nb), style = "B")))
show(localG(y, nb2listw(nb, style = "B")))
show(2 * pnorm(-abs(as.numeric(star))))
cat("six points: global G, expectation, variance, z, two-sided p\n")
g <- globalG.test(y, nb2listw(nb, style = "B"), alternative = "two.sided")
show(g$estimate, g$statistic, g$p.value)

# A 9 x 7 raster of made-up counts, row 0 southernmost, of which cells that are NA lie outside.
columns <- 9
rows <- 7
i <- 0:(columns * rows - 1)
counts <- (i * i * 7 + i * 3) %% 11 + ifelse(i %% 13 == 0, 9, 0)
centres <- cbind(i %% columns, i %/% columns)
bands <- list(rook = 1, queen = 1.5, disc = 2.3)
for (name in names(bands)) {
  nb <- dnearneigh(centres, 0, bands[[name]])
  cat("raster,", name, ": Gi* of the first row, Gi of the first row, global G, expectation, variance, z\n")
  show(localG(counts, nb2listw(include.self(nb), style = "B"))[1:columns])
  show(localG(counts, nb2listw(nb, style = "B"))[1:columns])
  g <- globalG.test(counts, nb2listw(nb, style = "B"), alternative = "two.sided")
  show(g$estimate, g$statistic)
}
outside <- i %% 5 == 2
nb <- dnearneigh(centres[!outside, ], 0, 2.3)
cat("raster, disc, every fifth cell outside: Gi* of the first ten cells inside, global G, expectation, variance, z\n")
show(localG(counts[!outside], nb2listw(include.self(nb), style = "B"))[1:10])
g <- globalG.test(counts[!outside], nb2listw(nb, style = "B"), alternative = "two.sided")
show(g$estimate, g$statistic)

# Each point's two nearest: neighbours that aren't mutual.
nb <- knn2nb(knearneigh(xy, k = 2))
cat("six points, two nearest: lists, Gi*, global G, expectation, variance, z\n")
for (one in nb) cat(one - 1, "| ")
cat("\n")
show(localG(y, nb2listw(include.self(nb), style = "B")))
g <- globalG.test(y, nb2listw(nb, style = "B"), alternative = "two.sided")
show(g$estimate, g$statistic)

cat("p.adjust: BH, BY of Benjamini and Hochberg's fifteen\n")
p <- c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .324, .4262, .5719, .6528, .759, 1)
show(p.adjust(p, "BH"))
show(p.adjust(p, "BY"))
cat("rejected at .05: BH", sum(p.adjust(p, "BH") <= .05), "Bonferroni", sum(p.adjust(p, "bonferroni") <= .05), "\n")
cat("p.adjust: BH of p with ties and a missing one\n")
show(p.adjust(c(0.02, 0.5, NA, 0.02, 0, 1, 0.04, 0.5), "BH"))
cat("pnorm: twice the tail beyond z\n")
z <- c(0, 0.3, 1, 1.959963984540054, 2.5, 5, 8.25, 13, 20.1, 37)
show(z)
show(2 * pnorm(-z))

cat("local Moran (row-standardised) of the six points, of the raster (queen, first row)\n")
nb <- dnearneigh(xy, 0, 15)
show(localmoran(y, nb2listw(nb, style = "W"))[, "Ii"])
queen <- nb2listw(dnearneigh(centres, 0, 1.5), style = "W")
show(localmoran(counts, queen)[1:columns, "Ii"])
cat(as.character(attr(localmoran(counts, queen), "quadr")$mean[1:columns]), sep = " | ")
cat("\nraster, queen: conditional permutation of spdep, two-sided, 99999 drawings, first row\n")
set.seed(1)
show(localmoran_perm(counts, queen, nsim = 99999)[1:columns, "Pr(z != E(Ii)) Sim"])
cat("six points: all draws of k others at least as far from their expectation, per draw\n")
show(sapply(1:6, function(i) {
  k <- length(nb[[i]])
  draws <- colSums(combn(y[-i], k))
  mean(abs(draws - mean(draws)) >= abs(sum(y[nb[[i]]]) - mean(draws)) - 1e-9)
}))
cat("raster, queen: the same of the first row, from all draws of 3 or 5 others\n")
lists <- dnearneigh(centres, 0, 1.5)
show(sapply(1:columns, function(i) {
  k <- length(lists[[i]])
  draws <- colSums(combn(counts[-i], k))
  mean(abs(draws - mean(draws)) >= abs(sum(counts[lists[[i]]]) - mean(draws)) - 1e-9)
}))

# Mann-Kendall by its formula, and by R's own Kendall test with continuity, whose statistic it is.
mk <- function(x) {
  n <- length(x)
  s <- sum(sapply(1:(n - 1), function(i) sum(sign(x[(i + 1):n] - x[i]))))
  ties <- table(x)
  v <- (n * (n - 1) * (2 * n + 5) - sum(ties * (ties - 1) * (2 * ties + 5))) / 18
  z <- (s - sign(s)) / sqrt(v)
  own <- suppressWarnings(cor.test(1:n, x, method = "kendall", exact = FALSE, continuity = TRUE))
  stopifnot(abs(own$statistic - z) < 1e-12)
  c(s, v, z, 2 * pnorm(-abs(z)))
}
# Sen's slope by its formula, its interval with the ranks rounded outwards.
sen <- function(x, t = seq_along(x), level = 0.95) {
  d <- sort(unlist(lapply(1:(length(x) - 1), function(i) { j <- (i + 1):length(x); (x[j] - x[i]) / (t[j] - t[i]) })))
  beyond <- floor((length(d) - qnorm(1 - (1 - level) / 2) * sqrt(mk(x)[2])) / 2)
  c(median(d), d[beyond], d[length(d) + 1 - beyond])
}
series <- list(memphis = c(206, 154, 127, 162, 202, 232, 214, 209, 219, 182, 146, 192),
  ties = c(3, 1, 1, 4, 4, 4, 2, 7, 7, 9, 9, 9, 8), nile = as.numeric(Nile), nottem = as.numeric(nottem))
for (name in names(series)) {
  cat("Mann-Kendall and Sen,", name, ": S, variance, z, p; slope, low, high\n")
  show(mk(series[[name]]))
  show(sen(series[[name]]))
}
cat("Sen with times 0 1 2 5 9 10 12 and a level of 0.9: slope, low, high\n")
show(sen(c(2, 4, 3, 9, 12, 11, 20), c(0, 1, 2, 5, 9, 10, 12), 0.9))

# A cube of 6 x 5 cells and 8 steps; neighbours queen, at the same step and the one before.
columns <- 6; rows <- 5; steps <- 8
at <- expand.grid(x = 0:(columns - 1), y = 0:(rows - 1), t = 0:(steps - 1))
k <- seq_len(nrow(at)) - 1
cube <- (k * k * 5 + k * 3) %% 7 + ifelse(at$x < 2 & at$y < 2, at$t, 0)
for (earlier in 0:2) {
  lists <- lapply(seq_len(nrow(at)), function(i) {
    near <- abs(at$x - at$x[i]) <= 1 & abs(at$y - at$y[i]) <= 1 & at$t <= at$t[i] & at$t >= at$t[i] - earlier
    which(near)
  })
  class(lists) <- "nb"; attr(lists, "region.id") <- as.character(seq_along(lists)); attr(lists, "self.included") <- TRUE
  z <- as.numeric(localG(cube, nb2listw(lists, style = "B")))
  cat("cube,", earlier, "earlier steps: Gi* of the first cell and of the last at all steps; Mann-Kendall z of those\n")
  first <- z[at$x == 0 & at$y == 0]; last <- z[at$x == columns - 1 & at$y == rows - 1]
  show(first)
  show(last)
  show(mk(first)[3], mk(last)[3])
}
