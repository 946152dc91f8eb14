import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics. Labels are few and bounded: operation ids, job kinds, outcomes; never ids of people or tickets. */
export type Metrics = ReturnType<typeof openMetrics>

export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
  return {
    registry,
    http: new Histogram({
      name: 'shouwen_http_seconds',
      help: 'Time to answer, by operation and status',
      labelNames: ['operation', 'status'],
      buckets,
      registers: [registry]
    }),
    job: new Histogram({
      name: 'shouwen_job_seconds',
      help: 'Time of background jobs, by kind and outcome',
      labelNames: ['kind', 'outcome'],
      buckets,
      registers: [registry]
    }),
    clockLateness: new Histogram({
      name: 'shouwen_clock_lateness_seconds',
      help: 'How long after its instant a promise was marked at risk or broken',
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30],
      registers: [registry]
    }),
    promises: new Counter({
      name: 'shouwen_promises_total',
      help: 'Promises by outcome',
      labelNames: ['promise', 'outcome'],
      registers: [registry]
    }),
    listeners: new Gauge({
      name: 'shouwen_live_listeners',
      help: 'Open live streams of this process',
      registers: [registry]
    })
  }
}
