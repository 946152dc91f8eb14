/** What people call the device of a `User-Agent`: `Chrome · Windows`. Undefined when nothing is known of it. */
export function deviceOf(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined
  const browser = firstOf(browsers, userAgent)
  const system = firstOf(systems, userAgent)
  return [browser, system].filter(Boolean).join(' · ') || undefined
}

// Order matters: each of these also claims to be those below it.
const browsers: [RegExp, string][] = [
  [/MicroMessenger\//, 'WeChat'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl']
]
const systems: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iOS/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux']
]

function firstOf(list: readonly [RegExp, string][], text: string): string | undefined {
  return list.find(([pattern]) => pattern.test(text))?.[1]
}
