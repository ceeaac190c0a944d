# Reference values of packages/analysis/src/cells.test.ts: counts, and shares inside, of squares and hexagons, by GEOS through sf.
#   Rscript bench/reference/cells.R > packages/analysis/src/cells.reference.csv
suppressPackageStartupMessages(library(sf))
cat("#", R.version.string, "sf", as.character(packageVersion("sf")), "GEOS", sf_extSoftVersion()[["GEOS"]], "\n")
outer <- rbind(c(100, 50), c(900, 120), c(1000, 700), c(420, 960), c(60, 600), c(100, 50))
hole <- rbind(c(400, 300), c(380, 500), c(560, 520), c(600, 320), c(400, 300))
area <- st_polygon(list(outer, hole))
i <- 1:400
points <- st_sfc(lapply(i, function(k) st_point(c((k * 7919) %% 1013 + 0.25, (k * 104729) %% 997 + 0.5))))
inside <- points[lengths(st_covered_by(points, st_sfc(area))) > 0]
tell <- function(kind, x, y, corners) {
  cell <- st_polygon(list(corners))
  cut <- st_intersection(st_sfc(cell), st_sfc(area))
  share <- if (length(cut) == 0) 0 else sum(st_area(cut)) / st_area(st_sfc(cell))
  if (share > 0) cat(sprintf("%s,%.12g,%.12g,%.15g,%d\n", kind, x, y, share, sum(lengths(st_covered_by(inside, st_sfc(cell))))))
}
cat("kind,x,y,share,count\n")
for (row in 0:9) for (column in 0:10) {
  w <- column * 100; s <- row * 100
  tell("square", w + 50, s + 50, rbind(c(w, s), c(w + 100, s), c(w + 100, s + 100), c(w, s + 100), c(w, s)))
}
side <- 90; half <- sqrt(3) / 2 * side
for (row in -1:8) for (column in -1:8) {
  x <- (column + (row %% 2) / 2) * 2 * half; y <- row * 1.5 * side
  tell("hexagon", x, y, rbind(c(x, y - side), c(x + half, y - side / 2), c(x + half, y + side / 2), c(x, y + side), c(x - half, y + side / 2), c(x - half, y - side / 2), c(x, y - side)))
}
