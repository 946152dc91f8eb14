// Gamma and beta functions: Lanczos, and the continued fractions of Press et al., Numerical Recipes, 6.1 to 6.4.

const LANCZOS = [676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]
const TINY = 1e-300
const CLOSE = 3e-16
const STEPS = 500

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const z = x - 1
  const t = z + 7.5
  const sum = LANCZOS.reduce((total, c, i) => total + c / (z + i + 1), 0.99999999999980993)
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** P(a, x): the share of a gamma distribution of shape a that lies below x. */
export function gammaBelow(a: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    for (let n = 1; n < STEPS * 20 && Math.abs(term) > Math.abs(sum) * CLOSE; n += 1) {
      term *= x / (a + n)
      sum += term
    }
    return sum * front
  }
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let n = 1; n < STEPS * 20; n += 1) {
    const an = -n * (n - a)
    b += 2
    d = 1 / held(an * d + b)
    c = held(b + an / c)
    h *= d * c
    if (Math.abs(d * c - 1) < CLOSE) break
  }
  return 1 - front * h
}

/** I_x(a, b): the share of a beta distribution that lies below x. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / held(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < STEPS * 20; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / held(1 + even * d)
    c = held(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / held(1 + odd * d)
    c = held(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < CLOSE) break
  }
  return h
}

const held = (value: number) => (Math.abs(value) < TINY ? TINY : value)

/** Where an increasing function reaches a value, between two bounds, by halving. */
export function reached(below: (x: number) => number, value: number, low: number, high: number): number {
  let [from, to] = [low, high]
  for (let step = 0; step < 200 && to - from > 1e-13 * Math.max(1, to); step += 1) {
    const middle = (from + to) / 2
    if (below(middle) < value) from = middle
    else to = middle
  }
  return (from + to) / 2
}
