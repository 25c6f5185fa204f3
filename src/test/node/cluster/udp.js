// Two of these share one UDP socket; each answers with its number.
const cluster = require('cluster');
const socket = require('dgram').createSocket('udp4');

socket.on('message', (_, from) => socket.send(String(cluster.worker.id), from.port, from.address));
socket.bind(0, '127.0.0.1', () => console.log('listening ' + socket.address().port));
