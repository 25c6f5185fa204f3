// sockets.js PORT PATH: a TCP, a Unix and a UDP socket that tell who answers.
const net = require('net');
const who = process.env.NODE_APP_INSTANCE;
const [, , port, path] = process.argv;
const serve = (socket) => socket.end(who);
let open = 0;
const up = () => { if (++open === 4) process.send('ready'); };
net.createServer(serve).listen(Number(port), '127.0.0.1', up);
net.createServer(serve).listen(path, up);
net.createServer(serve).listen({ port: Number(port), host: '::1', ipv6Only: true }, up);
const udp = require('dgram').createSocket('udp4');
udp.on('message', (message, from) => udp.send('echo ' + message, from.port, from.address));
udp.bind(Number(port), '127.0.0.1', up);
