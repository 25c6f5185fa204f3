// A worker that has no cluster module: it says what it is told to say, and tells what it hears.
process.on('message', (order) => {
  if (order.die) {
    process.kill(process.pid, 'SIGKILL');
  } else {
    process.send(order.say);
  }
});
process.on('internalMessage', (message, handle) => {
  if (message.cmd === 'NODE_CLUSTER') {
    process.send({ heard: message, handle: handle ? handle.constructor.name : null });
  }
});
