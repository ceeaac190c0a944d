import type { Points, Raster } from './kernel.ts';

/**
 * Sums of quartics, `middle` high each, through the middles of the cells. Every point is shared among its four nearest middles
 * (cloud-in-cell), and the kernel is corrected for that sharing by −δ²/12 of its Laplacian (Sheppard). Along a row the
 * kernel is a polynomial of the fourth degree on an interval, so its sum over any interval follows from five running
 * sums: the work per cell grows with the bandwidth, not with its square.
 */
export function binQuartic(points: Points, raster: Raster, bandwidth_m: number, middle: number): Float64Array {
  const radius = bandwidth_m / raster.cell_m;
  const size = Math.floor(radius);
  const margin = size + 2;
  const across = raster.columns + 2 * margin;
  const up = raster.rows + 2 * margin;
  const nodes = spreadLinear(points, raster, margin, across, up);

  const sums = new Float64Array(raster.columns * raster.rows);
  const unit = 1 / (radius * radius);
  const sheppard = (2 / 3) * unit;
  const moments = Array.from({ length: 5 }, () => new Float64Array(across + 1));
  const [m0, m1, m2, m3, m4] = moments as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const origin = across / 2;
  for (let node = 0; node < up; node++) {
    if (!runningSums(nodes.subarray(node * across, (node + 1) * across), origin, 1 / radius, moments)) continue;
    for (let dy = 0; dy <= size; dy++) {
      const below = node - margin - dy;
      const above = node - margin + dy;
      const hasBelow = below >= 0 && below < raster.rows;
      const hasAbove = dy > 0 && above >= 0 && above < raster.rows;
      if (!hasBelow && !hasAbove) continue;
      // K = a + b X² + X⁴ with X the distance along the row in bandwidths
      const q = dy * dy * unit;
      const a = 1 + sheppard - (2 + 2 * sheppard) * q + q * q;
      const b = 2 * q - 2 - 2 * sheppard;
      const half = Math.floor(Math.sqrt(Math.max(0, radius * radius - dy * dy)));
      for (let c = 0; c < raster.columns; c++) {
        const from = c + margin - half;
        const to = c + margin + half + 1;
        const s0 = m0[to]! - m0[from]!;
        if (s0 === 0) continue;
        const x = (c + margin - origin) / radius;
        const xx = x * x;
        const s1 = m1[to]! - m1[from]!;
        const s2 = m2[to]! - m2[from]!;
        const s3 = m3[to]! - m3[from]!;
        const second = s2 - 2 * x * s1 + xx * s0; // Σ (x − xᵢ)²
        const fourth = m4[to]! - m4[from]! - 4 * x * s3 + 6 * xx * s2 - 4 * xx * x * s1 + xx * xx * s0;
        const sum = a * s0 + b * second + fourth;
        if (hasBelow) sums[below * raster.columns + c]! += sum;
        if (hasAbove) sums[above * raster.columns + c]! += sum;
      }
    }
  }
  for (let i = 0; i < sums.length; i++) sums[i] = Math.max(0, sums[i]! * middle); // the correction dips below 0 at the rim
  return sums;
}

/** Running sums of a row times 1, x, x² … x⁴. @returns false if the row is empty */
function runningSums(row: Float64Array, origin: number, scale: number, moments: Float64Array[]): boolean {
  const [m0, m1, m2, m3, m4] = moments as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
  for (let i = 0; i < row.length; i++) {
    const w = row[i]!;
    if (w !== 0) {
      const x = (i - origin) * scale;
      const wx = w * x;
      const wxx = wx * x;
      s0 += w;
      s1 += wx;
      s2 += wxx;
      s3 += wxx * x;
      s4 += wxx * x * x;
    }
    m0[i + 1] = s0;
    m1[i + 1] = s1;
    m2[i + 1] = s2;
    m3[i + 1] = s3;
    m4[i + 1] = s4;
  }
  return s0 !== 0;
}

function spreadLinear(points: Points, raster: Raster, margin: number, across: number, up: number): Float64Array {
  const { x, y, weights } = points;
  const nodes = new Float64Array(across * up);
  for (let p = 0; p < x.length; p++) {
    const u = (x[p]! - raster.west_m) / raster.cell_m - 0.5 + margin;
    const v = (y[p]! - raster.south_m) / raster.cell_m - 0.5 + margin;
    const left = Math.floor(u);
    const bottom = Math.floor(v);
    if (!(left >= 0 && bottom >= 0 && left + 1 < across && bottom + 1 < up)) continue; // reaches no cell
    const weight = weights === null ? 1 : weights[p]!;
    const east = (u - left) * weight;
    const north = v - bottom;
    const n = bottom * across + left;
    nodes[n]! += (weight - east) * (1 - north);
    nodes[n + 1]! += east * (1 - north);
    nodes[n + across]! += (weight - east) * north;
    nodes[n + across + 1]! += east * north;
  }
  return nodes;
}
