'use strict';
// Sends one handle of each kind to the Java program of its arguments and prints what comes back.
const { fork } = require('node:child_process');
const dgram = require('node:dgram');
const net = require('node:net');
const [java, last, serialization, ...flags] = process.argv.slice(2);
const child = fork(last, [], { execPath: java, execArgv: flags, serialization });
const seen = [];
const read = (port, next) => {
  let text = '';
  net.connect(port, '127.0.0.1').on('data', (data) => { text += data; }).on('close', () => { seen.push(text); next(); });
};
const sendServer = () => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    child.send('server', server);
    answered = () => server.close(() => read(port, sendSocket));
  });
};
const sendSocket = () => {
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    child.send('socket', socket);
    server.close(() => seen.push('closed'));
  }).listen(0, '127.0.0.1', () => read(server.address().port, () => {}));
  answered = sendDatagram;
};
const sendDatagram = () => {
  const socket = dgram.createSocket('udp4').bind(0, '127.0.0.1', () => child.send('datagram', socket));
  answered = (handle) => {
    seen.push(handle.address().port === socket.address().port);
    socket.close();
    handle.close();
    child.send('leave');
  };
};
let answered = sendServer;
child.on('message', (message, handle) => { seen.push(message); answered(handle); });
child.on('exit', (code) => { seen.push(code); console.log(JSON.stringify(seen.sort((a, b) => String(a) < String(b) ? -1 : 1))); });
