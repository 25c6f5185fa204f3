'use strict';
// Sends n servers with a plain message after each; a parent that asks gets how many answers came.
const net = require('net');
const count = Number(process.argv[2] || 1);
const answers = {};
process.on('internalMessage', ({cmd}) => { answers[cmd] = (answers[cmd] || 0) + 1; });
process.on('message', () => process.send(answers));
process.send('before');
for (let i = 0; i < count; i++) {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    process.send({server: i, port: server.address().port}, server, () => server.close());
    process.send('after ' + i);
  });
}
