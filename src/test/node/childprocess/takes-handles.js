'use strict';
// Serves whatever handle it is sent, and tells the parent what it was.
const dgram = require('dgram');
const http = require('http');
const net = require('net');
const serve = {
  server: (server) => http.createServer((_, response) => response.end('from the child')).listen(server),
  socket: (socket) => {
    socket.on('data', (data) => socket.write('child got ' + data));
    socket.on('end', () => socket.end());
    socket.on('error', () => {});
  },
  datagram: (datagram) => datagram.on('message', (data, { port, address }) =>
    datagram.send('child got ' + data, port, address)),
};
const kindOf = (handle) => handle === undefined ? 'nothing'
  : handle instanceof net.Server ? 'server'
  : handle instanceof net.Socket ? 'socket'
  : handle instanceof dgram.Socket ? 'datagram' : 'something else';
process.on('message', (message, handle) => {
  const kind = kindOf(handle);
  if (serve[kind]) serve[kind](handle);
  if (message === 'leave') process.exit(0);
  process.send(handle && handle.type ? { message, kind, type: handle.type } : { message, kind });
});
