'use strict';
// Answers HTTP on the server it is sent, and echoes the messages.
process.on('message', (message, server) => {
  if (server) require('http').createServer((_, response) => response.end('from the child')).listen(server);
  process.send(message);
});
