process.on('message', (packet) => {
  process.send({
    type: 'process:msg',
    data: {
      success: true
    }
  })
})

setInterval(() => {}, 1000)
