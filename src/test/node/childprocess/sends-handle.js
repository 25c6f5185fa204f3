'use strict';
// Sends a server, which the parent does not take, and then a plain message, which Node holds back until the answer.
const server = require('net').createServer().listen(0, '127.0.0.1', () => {
  process.send('a server', server);
  process.send('after the server');
  server.close();
});
process.on('message', () => {});
