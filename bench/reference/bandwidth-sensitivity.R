# Reference values of bandwidthSensitivity.       Rscript bench/reference/bandwidth-sensitivity.R      (Debian: r-base-core)
cat("#", R.version.string, R.version$platform, "\n")
show <- function(...) cat(paste(sprintf("%.15g", c(...)), collapse = " "), "\n")

i <- 0:59
x <- (i * 37) %% 101 * 10 + ifelse(i %% 3 == 0, 0, 400) + i^2 * 0.0137 # no two distances are equal
y <- (i * 53) %% 97 * 8 + ifelse(i %% 3 == 0, 0, 300) + i * 0.317
columns <- 30
rows <- 24
cell <- 50
cx <- (rep(1:columns, rows) - 0.5) * cell
cy <- (rep(1:rows, each = columns) - 0.5) * cell

surface <- function(kernel, h) {
  d2 <- outer(cx, x, "-")^2 + outer(cy, y, "-")^2
  if (kernel == "gaussian") rowSums(exp(-d2 / 2 / h^2)) / (2 * pi * h^2) * 1e6
  else rowSums(pmax(1 - d2 / h^2, 0)^2) * 3 / (pi * h^2) * 1e6
}
member <- function(d, k) { # ties at the end share the places left
  least <- sort(d, decreasing = TRUE)[k]
  ifelse(d > least, 1, ifelse(d == least, (k - sum(d > least)) / sum(d == least), 0))
}
k <- max(1, round(0.05 * length(cx)))
for (kernel in c("gaussian", "quartic")) for (h in c(60, 120, 240, 480)) {
  a <- surface(kernel, h)
  b <- surface(kernel, 120)
  seen <- a >= max(a) / 100 | b >= max(b) / 100
  moved <- sqrt((cx[which.max(a)] - cx[which.max(b)])^2 + (cy[which.max(a)] - cy[which.max(b)])^2)
  cat(kernel, h, ": peak, its cell from 0, moved, Spearman, shared of the densest 5 %\n")
  show(max(a), which.max(a) - 1, moved, cor(a[seen], b[seen], method = "spearman"), sum(pmin(member(a, k), member(b, k))) / k)
}

# The robberies in Memphis, cells of 250 m:      Rscript bench/reference/bandwidth-sensitivity.R memphis_robberies.csv.gz      (Debian: r-cran-sf)
file <- commandArgs(trailingOnly = TRUE)
if (length(file) == 1) {
  d <- read.csv(file)
  p <- sf::sf_project("EPSG:4326", "EPSG:32615", cbind(d$longitude, d$latitude))
  x <- p[, 1]
  y <- p[, 2]
  cx <- 760000 + (rep(1:120, 104) - 0.5) * 250
  cy <- 3870000 + (rep(1:104, each = 120) - 0.5) * 250
  k <- max(1, round(0.01 * length(cx)))
  b <- surface("gaussian", 500)
  for (h in c(125, 275, 500, 1000, 1760, 7586)) {
    a <- surface("gaussian", h)
    seen <- a >= max(a) / 100 | b >= max(b) / 100
    moved <- sqrt((cx[which.max(a)] - cx[which.max(b)])^2 + (cy[which.max(a)] - cy[which.max(b)])^2)
    cat("memphis", h, ": peak, its cell from 0, moved, Spearman, shared of the densest 1 %\n")
    show(max(a), which.max(a) - 1, moved, cor(a[seen], b[seen], method = "spearman"), sum(pmin(member(a, k), member(b, k))) / k)
  }
}
