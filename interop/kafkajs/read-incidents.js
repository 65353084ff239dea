// Prints every record of podtide.incidents as a line of JSON: all that is there when it starts.
//   node read-incidents.js BOOTSTRAP_SERVERS REGISTRY_URL
// Nothing in here is Podtide's: the schema comes from the registry endpoints by the id in each record.
'use strict'

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = require('kafkajs')
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry')
const lz4 = require('lz4js')

// By itself kafkajs reads gzip only.
CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: async encoder => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async buffer => Buffer.from(lz4.decompress(buffer)),
})

const TOPIC = 'podtide.incidents'

/** How many records there are to come, by partition; transaction markers count as well. */
async function ends(admin) {
  const offsets = await admin.fetchTopicOffsets(TOPIC)
  return new Map(offsets.filter(o => o.high !== o.low).map(o => [o.partition, BigInt(o.high)]))
}

async function main(bootstrapServers, registryUrl) {
  const kafka = new Kafka({
    clientId: 'interop',
    brokers: bootstrapServers.split(','),
    logLevel: logLevel.ERROR,
  })
  const registry = new SchemaRegistry({ host: registryUrl })

  const admin = kafka.admin()
  await admin.connect()
  const left = await ends(admin)
  await admin.disconnect()

  const consumer = kafka.consumer({ groupId: `interop-${process.pid}`, maxWaitTimeInMs: 500 })
  await consumer.connect()
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true })
  await new Promise((resolve, reject) => {
    if (left.size === 0) {
      resolve()
    }
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error))
    // Also told of batches that hold nothing but a transaction marker.
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      if (left.has(payload.partition) && BigInt(payload.lastOffset) + 1n >= left.get(payload.partition)) {
        left.delete(payload.partition)
      }
      if (left.size === 0) {
        resolve()
      }
    })
    consumer
      .run({
        eachMessage: async ({ message }) => {
          console.log(JSON.stringify(await registry.decode(message.value)))
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
}

main(...process.argv.slice(2)).catch(error => {
  console.error(`read-incidents: ${error.message}`)
  process.exitCode = 1
})
