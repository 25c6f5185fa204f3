// Ends when it is told to by a message; a worker that serves.
const server = require('http').createServer((q, r) => r.end('ok')).listen(process.argv[2], () => console.log('serves'));
process.on('message', (message) => {
  console.log('told', message);
  if (message === 'shutdown') {
    server.close();
    process.exit(0);
  }
});
process.on('SIGINT', () => { console.log('SIGINT'); process.exit(0); });
