// Each worker for itself; the second of them cannot.
const server = require('net').createServer((socket) => socket.end('one'));
server.on('error', (error) => console.log('no', error.code));
server.listen({ port: Number(process.argv[2]), exclusive: true }, () => console.log('serves'));
setInterval(() => {}, 1000);
