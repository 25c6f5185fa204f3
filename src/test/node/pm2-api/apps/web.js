// web.js PORT: an HTTP service that talks with whom it serves.
const http = require('http');
process.on('message', (message) => {
  process.send({ type: 'process:msg', data: { from: process.env.NODE_APP_INSTANCE, echo: message } });
});
process.on('SIGUSR2', () => process.send({ type: 'signal:seen', data: { signal: 'SIGUSR2' } }));
const server = http.createServer((request, response) => {
  response.end(process.env.NODE_APP_INSTANCE);
  if (request.url === '/throw') {
    setTimeout(() => { throw new Error('thrown'); }, 10);
  } else if (request.url === '/exit') {
    setTimeout(() => process.exit(4), 10);
  }
});
server.on('upgrade', (request, socket) => {
  socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
  socket.on('data', (data) => socket.write(data));
  socket.on('error', () => {});
});
server.listen(Number(process.argv[2]), () => {
  console.log('serves');
  process.send({ type: 'axm:action', data: { action_name: 'greet' } });
  process.send({ type: 'custom:topic', data: { a: 1 } });
  process.send({ hello: 'raw object' });
  process.send('ready');
});
