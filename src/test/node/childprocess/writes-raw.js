'use strict';
// Writes bytes of its own into the channel, as its argument says, and ends with 3 when the channel is closed.
const fs = require('fs');
const fd = process.channel.fd;

function write(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(fd, bytes, at);
    } catch (e) {
      if (e.code === 'EPIPE' || e.code === 'ECONNRESET') process.exit(3);
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}
function raw(latin1) { write(Buffer.from(latin1, 'latin1')); }
function repeat(text, count) { raw(text.repeat(count)); }
function frame(value) {
  const payload = Buffer.from('\xff\x0f' + value, 'latin1');
  const header = Buffer.alloc(4);
  header.writeUInt32BE(payload.length);
  write(Buffer.concat([header, payload]));
}

process.on('disconnect', () => process.exit(3));
eval(process.argv[2]);
