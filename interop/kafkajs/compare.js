// Compares revisions read by this client with the newest of each incident as podtide tells them.
//   node compare.js THEIRS OURS
'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')

const read = file =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line)
    .map(line => JSON.parse(line))

/** What both must agree on; the rest differs in form, times above all. */
const standing = i => `${i.id} r${i.revision} ${i.state} ${i.kind} ${i.workload} ${i.cause} ${i.podCount} ${i.occurrences}`

function newest(revisions) {
  const byId = new Map()
  for (const revision of revisions) {
    const before = byId.get(revision.id)
    assert.equal(revision.revision, before ? before.revision + 1 : 1, `revisions of ${revision.id} follow each other`)
    byId.set(revision.id, revision)
  }
  return [...byId.values()]
}

const [theirs, ours] = process.argv.slice(2).map(read)
assert.ok(ours.length > 0, 'podtide tells of incidents')
assert.deepEqual(newest(theirs).map(standing).sort(), ours.map(standing).sort())
console.log(`interop/kafkajs: ${theirs.length} revisions of ${ours.length} incidents read, the same as podtide's own`)
