// Connects in every way to a daemon that is there, and leaves it there.
const pm2 = require('pm2')

const connect = (...how) => new Promise((resolve) => pm2.connect(...how, (err) => resolve(err || null)))
const list = () => new Promise((resolve) => pm2.list((err, all) => resolve(err || all.map((p) => p.name))))

;(async () => {
  console.log('connect', await connect(), await list())
  pm2.disconnect()
  console.log('again', await connect(), await list())
  console.log('twice', await connect(), await list())
  pm2.disconnect()
  console.log('no daemon wanted', await connect(true), await list())
  pm2.disconnect()
  const other = new pm2.custom({ pm2_home: process.env.PM2_HOME })
  await new Promise((resolve) => other.connect(resolve))
  console.log('custom', await new Promise((resolve) =>
    other.list((err, all) => resolve(all.map((p) => p.name)))))
  other.disconnect()
  process.exit(0)
})()
