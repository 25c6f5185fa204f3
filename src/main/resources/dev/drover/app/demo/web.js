// Drover demo: an HTTP server that also answers messages over its IPC channel.
const http = require('http');

const started = Date.now();
let requests = 0;

const server = http.createServer((request, response) => {
  requests += 1;
  console.log(`\x1b[32m200\x1b[0m ${request.method} ${request.url}`);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ hello: 'from the Drover demo', requests }) + '\n');
});

// Port 0: the operating system picks a free one, so the demo never fights another program.
server.listen(Number(process.env.PORT || 0), '127.0.0.1', () => {
  console.log(`listening on \x1b[36mhttp://127.0.0.1:${server.address().port}\x1b[0m`);
});

process.on('message', (message) => {
  console.log('message:', JSON.stringify(message));
  if (!process.connected) return;
  const upSeconds = Math.round((Date.now() - started) / 1000);
  process.send({
    type: 'process:msg',
    data: { answer: 'hello back', youSent: message, requests, upSeconds },
  });
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    console.log(`${signal}: closing the server`);
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
