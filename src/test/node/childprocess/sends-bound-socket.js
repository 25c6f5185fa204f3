'use strict';
// Sends a socket that is bound and not listening, which Node has from version 26 on.
const { BoundSocket } = require('net');
process.send('bound', new BoundSocket({ port: 0, host: '127.0.0.1' }));
process.on('message', () => {});
