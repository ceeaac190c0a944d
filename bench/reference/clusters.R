# Reference values of packages/analysis/src/dbscan.test.ts: core points and the clusters they make, and who is in none, by the R package dbscan.
#   Rscript bench/reference/clusters.R > packages/analysis/src/dbscan.reference.csv
suppressPackageStartupMessages(library(dbscan))
cat("#", R.version.string, "dbscan", as.character(packageVersion("dbscan")), "\n")
i <- 0:399
middle <- rbind(c(0, 0), c(300, 40), c(340, 130), c(-200, 260), c(90, 400))
spread <- c(1, 0.7, 1.2, 0.5, 6)
k <- i %% 5 + 1
x <- middle[k, 1] + ((i * 7919) %% 101 - 50) * spread[k]
y <- middle[k, 2] + ((i * 104729) %% 97 - 48) * spread[k]
cat("eps,min_points,point,core,cluster,alone\n")
for (a in list(c(20, 5), c(35, 8), c(60, 12))) {
  core <- is.corepoint(cbind(x, y), eps = a[1], minPts = a[2])
  cores <- dbscan(cbind(x, y), eps = a[1], minPts = a[2], borderPoints = FALSE)$cluster
  all <- dbscan(cbind(x, y), eps = a[1], minPts = a[2])$cluster
  cat(sprintf("%g,%g,%d,%d,%d,%d\n", a[1], a[2], i, core, cores, all == 0), sep = "")
}
