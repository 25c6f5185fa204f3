const pm2 = require('pm2')

pm2.connect(() => {
  pm2.sendDataToProcessId({
    // id of process from "pm2 list" command or from pm2.list(errback) method
    id: 1,

    // process:msg will be send as 'message' on target process
    type: 'process:msg',

    // Data to be sent
    data: {
      some: 'data'
    },

    // id of process from "pm2 list" command or from pm2.list(errback) method
    topic: true
  }, (err, res) => {
  })
})

// Listen to messages from application
pm2.launchBus((err, pm2_bus) => {
  pm2_bus.on('process:msg', (packet) => {
    console.log(packet)
  })
})
