import { defineConfig } from 'vitest/config'

// One process per worker without isolation: our tests mock nothing, so files may share modules (ten times faster).
export default defineConfig({
  test: {
    include: ['{contract,kernels,server,web,simulator,tests,seed}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/platform/testing/test-cluster.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'tests/output/results.json' }]],
    testTimeout: 30_000,
    hookTimeout: 120_000
  }
})
