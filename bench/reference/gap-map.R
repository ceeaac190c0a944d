# Reference values of packages/analysis/src/gap-map.test.ts: twice the smaller tail of the hypergeometric distribution.
#   Rscript bench/reference/gap-map.R
cat("#", R.version.string, R.version$platform, "\n")
cat("here of the first, here of the second, all of the first, all of the second, p, smallest p there can be\n")
for (a in list(c(9, 3, 120, 900), c(0, 14, 120, 900), c(3, 3, 40, 60), c(30, 4, 400, 2000), c(1, 0, 5, 5), c(250, 90, 5000, 80000), c(7, 100, 10, 120))) {
  drawn <- a[1] + a[2]
  p <- min(1, 2 * min(phyper(a[1], a[3], a[4], drawn), phyper(a[1] - 1, a[3], a[4], drawn, lower.tail = FALSE)))
  ends <- dhyper(c(max(0, drawn - a[4]), min(drawn, a[3])), a[3], a[4], drawn)
  cat(paste(sprintf("%.15g", c(a, p, min(1, 2 * min(ends)))), collapse = ", "), "\n")
}
