/**
 * gamma, lgamma, erf and erfc. The first two are CPython's own (Modules/mathmodule.c: m_tgamma, m_lgamma, the Lanczos
 * approximation with N = 13); the error functions are the rational approximations that C libraries share.
 */
import { exp, log, power } from "./libm/explog.ts";
import { cos, sin } from "./libm/trig.ts";

const INF = Number.POSITIVE_INFINITY;

const LANCZOS_G = 6.02468004077673;
const LANCZOS_G_MINUS_HALF = 5.52468004077673;
const LANCZOS_NUM = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
];
const LANCZOS_DEN = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];
/** 0! … 22! */
const FACTORIALS = Array.from({ length: 23 }, (_, n) => {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
});
const LOG_PI = 1.1447298858494002;

function lanczosSum(x: number): number {
  let num = 0;
  let den = 0;
  if (x < 5) {
    for (let i = 12; i >= 0; i--) {
      num = num * x + LANCZOS_NUM[i];
      den = den * x + LANCZOS_DEN[i];
    }
  } else {
    for (let i = 0; i <= 12; i++) {
      num = num / x + LANCZOS_NUM[i];
      den = den / x + LANCZOS_DEN[i];
    }
  }
  return num / den;
}

/** sin(pi x), exact where it should be. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = Math.round(2 * y);
  let r: number;
  if (n === 0) r = sin(Math.PI * y);
  else if (n === 1) r = cos(Math.PI * (y - 0.5));
  else if (n === 2) r = sin(Math.PI * (1 - y));
  else if (n === 3) r = -cos(Math.PI * (y - 1.5));
  else r = sin(Math.PI * (y - 2));
  return x < 0 || Object.is(x, -0) ? -r : r;
}

/** The gamma function; NaN where it is undefined, an infinity on overflow. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) || x > 0 ? x : Number.NaN;
  if (x === 0) return Object.is(x, -0) ? -INF : INF;
  if (Number.isInteger(x)) {
    if (x < 0) return Number.NaN;
    if (x <= 23) return FACTORIALS[x - 1];
  }
  const absX = Math.abs(x);
  if (absX < 1e-20) return 1 / x;
  if (absX > 200) return x < 0 ? 0 / sinPi(x) : INF;
  const y = absX + LANCZOS_G_MINUS_HALF;
  // How much y was rounded, to be made up for below.
  let z: number;
  if (absX > LANCZOS_G_MINUS_HALF) z = y - absX - LANCZOS_G_MINUS_HALF;
  else z = y - LANCZOS_G_MINUS_HALF - absX;
  z = (z * LANCZOS_G) / y;
  let r: number;
  if (x < 0) {
    r = ((-Math.PI / sinPi(absX) / absX) * exp(y)) / lanczosSum(absX);
    r -= z * r;
    if (absX < 140) {
      r /= power(y, absX - 0.5);
    } else {
      const root = power(y, absX / 2 - 0.25);
      r /= root;
      r /= root;
    }
  } else {
    r = lanczosSum(absX) / exp(y);
    r += z * r;
    if (absX < 140) {
      r *= power(y, absX - 0.5);
    } else {
      const root = power(y, absX / 2 - 0.25);
      r *= root;
      r *= root;
    }
  }
  return r;
}

/** The logarithm of |gamma(x)|; an infinity at the poles. */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : INF;
  if (Number.isInteger(x) && x <= 2) return x <= 0 ? INF : 0;
  const absX = Math.abs(x);
  if (absX < 1e-20) return -log(absX);
  let r = log(lanczosSum(absX)) - LANCZOS_G;
  r += (absX - 0.5) * (log(absX + LANCZOS_G - 0.5) - 1);
  if (x < 0) r = LOG_PI - log(Math.abs(sinPi(absX))) - log(absX) - r;
  return r;
}

// Coefficients of the rational approximations, lowest power first: near 0, near 1, and for the two tails.
const ERX = 0.8450629115104675;
const PP = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -0.000023763016656650163,
];
const QQ = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -0.000003960228278775368,
];
const PA = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const QA = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const RA = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const SA = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const RB = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const SB = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** erfc(x) for x >= 1.25. */
function erfcTail(x: number): number {
  const s = 1 / (x * x);
  const [r, q] = x < 1 / 0.35 ? [polynomial(RA, s), polynomial(SA, s)] : [polynomial(RB, s), polynomial(SB, s)];
  doubles[0] = x;
  words[0] = 0;
  const z = doubles[0];
  return (exp(-z * z - 0.5625) * exp((z - x) * (z + x) + r / q)) / x;
}

export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -28) return 0.125 * (8 * x + 1.0270333367641007 * x);
    const z = x * x;
    return x + x * (polynomial(PP, z) / polynomial(QQ, z));
  }
  let y: number;
  if (a < 1.25) y = 1 - (1 - ERX - polynomial(PA, a - 1) / polynomial(QA, a - 1));
  else y = a < 6 ? 1 - erfcTail(a) : 1;
  return x < 0 ? -y : y;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -56) return 1 - x;
    const z = x * x;
    const y = polynomial(PP, z) / polynomial(QQ, z);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) {
    const q = polynomial(PA, a - 1) / polynomial(QA, a - 1);
    return x < 0 ? 1 + ERX + q : 1 - ERX - q;
  }
  if (a < 28) return x < 0 ? (x < -6 ? 2 : 2 - erfcTail(a)) : erfcTail(a);
  return x < 0 ? 2 : 0;
}
