# Reference values of packages/analysis: bandwidth rules and edge corrections.
#   Rscript bench/reference/bandwidth.R [memphis_robberies.csv.gz]   (Debian: r-base-core r-cran-sf r-cran-spatstat.explore)
# With the file (2,245 robberies in Memphis in 2019, R package sfhotspot) also on that.
suppressPackageStartupMessages({ library(sf); library(spatstat.explore) })
cat("#", R.version.string, R.version$platform, "spatstat.explore", as.character(packageVersion("spatstat.explore")),
    "sf", as.character(packageVersion("sf")), "\n")
show <- function(...) cat(paste(sprintf("%.15g", c(...)), collapse = " "), "\n")

rules <- function(X) {
  cat("bw.scott: x, y, isotropic\n")
  show(bw.scott(X), bw.scott(X, isotropic = TRUE))
  cat("bw.diggle, translation correction: optimum, its index from 0, criterion at indices 1 2 10 100 255\n")
  b <- bw.diggle(X, correction = "translate")
  show(b, attr(b, "iopt") - 1, attr(b, "cv")[c(1, 2, 10, 100, 255) + 1])
  cat("bw.ppl: optimum, candidates, criterion (its integral over 128 x 128 pixels)\n")
  b <- bw.ppl(X)
  show(b)
  show(h <- attr(b, "h"))
  show(attr(b, "cv"))
  cat("bw.ppl without the integral\n")
  show(attr(bw.ppl(X, sigma = h, shortcut = TRUE), "cv"))
  cat("bw.ppl, 400 candidates between the neighbours of the best: optimum\n")
  show(bw.ppl(X, sigma = exp(seq(log(h[attr(b, "iopt") - 1]), log(h[attr(b, "iopt") + 1]), length.out = 400))))
  cat("bw.CvL: optimum, criterion\n")
  b <- bw.CvL(X)
  show(b)
  show(attr(b, "cv"))
  cat("bw.CvL, 400 candidates between the neighbours of the best: optimum\n")
  show(bw.CvL(X, sigma = exp(seq(log(h[attr(b, "iopt") - 1]), log(h[attr(b, "iopt") + 1]), length.out = 400))))
}

cat("== sixty made-up points, three of them twice\n")
i <- c(0:59, 5, 17, 17)
X <- ppp(300 + (i * 37) %% 61 * 13 + (i * i) %% 7 * 21, 200 + (i * 23) %% 59 * 11 + (i * i) %% 11 * 9,
         c(250, 1300), c(150, 1000), check = FALSE)
rules(X)
cat("density of them, sigma 120, at the middles of cells of 50 m: uniform and Diggle's correction, at cells 0, 100, 200, 356\n")
for (diggle in c(FALSE, TRUE)) {
  d <- density(X, sigma = 120, diggle = diggle, dimyx = c(17, 21) * 5)
  show(1e6 * d[list(x = 275 + c(0, 100 %% 21, 200 %% 21, 356 %% 21) * 50, y = 175 + c(0, 4, 9, 16) * 50)])
}

if (length(commandArgs(TRUE)) > 0) {
  d <- read.csv(gzfile(commandArgs(TRUE)[1]))
  xy <- sf_project("EPSG:4326", "EPSG:32615", as.matrix(d[, c("longitude", "latitude")]))
  cat("== the robberies in their own bounds\n")
  rules(ppp(xy[, 1], xy[, 2], range(xy[, 1]), range(xy[, 2]), check = FALSE))
}
