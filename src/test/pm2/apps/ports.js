// Listens in every way; node ports.js FIRST_PORT
const net = require('net');
const dgram = require('dgram');
const first = Number(process.argv[2]);
const places = {
  any: { port: first },
  local: { port: first + 1, host: '127.0.0.1' },
  six: { port: first + 2, host: '::1' },
  only: { port: first + 3, host: '::', ipv6Only: true },
  free: { port: 0 },
  unix: { path: 'web.sock' },
  wrong: { port: first + 4, host: '192.0.2.1' },
};
const told = {};
const tell = (name, value) => {
  told[name] = value;
  if (Object.keys(told).length === Object.keys(places).length + 1) {
    console.log(Object.keys(told).sort().map((key) => `${key} ${told[key]}`).join(', '));
    console.log('all told');
  }
};
for (const [name, place] of Object.entries(places)) {
  const server = net.createServer((socket) => socket.end(name));
  server.on('error', (error) => tell(name, `${error.code} ${error.syscall}`));
  server.listen(place, () => {
    const at = server.address();
    tell(name, name === 'free' ? at.port > 0 : JSON.stringify(at));
  });
}
const socket = dgram.createSocket('udp4', (message, from) => socket.send('echo ' + message, from.port, from.address));
socket.bind(first + 5, '127.0.0.1', () => tell('udp', JSON.stringify(socket.address())));
