/** What we use of newman, which brings no types. */
declare module 'newman' {
  type Failure = { source?: { name?: string }; error: { name: string; test?: string; message: string } }
  type Stats = { total: number; failed: number }
  type Summary = { run: { stats: { requests: Stats; assertions: Stats }; failures: Failure[] } }
  type Options = { collection: object; environment: { values: { key: string; value: string; enabled: boolean }[] }; timeoutRequest?: number }
  const newman: { run(options: Options, done: (error: Error | null, summary: Summary) => void): void }
  export default newman
}
