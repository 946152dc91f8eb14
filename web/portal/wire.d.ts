declare module 'virtual:wire' {
  /** Operations without their schemas, see wire-plugin.ts. */
  const wire: unknown
  export default wire
}
