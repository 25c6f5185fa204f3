'use strict';
// Sends the connections of its server to its parent, which asks it what it knows about them.
const net = require('net');
const server = net.createServer({ pauseOnConnect: true }, (socket) => process.send('yours', socket));
process.on('message', (question) => {
  if (question === 'count') server.getConnections((error, count) => process.send({ error, count }));
  if (question === 'close') server.close(() => process.send('closed'));
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
