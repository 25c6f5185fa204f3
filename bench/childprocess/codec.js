// For each line "N" on stdin encodes or decodes the message N times, then prints "done".
// node codec.js json|advanced encode|decode ROWS
'use strict';
const v8 = require('node:v8');

const [serialization, direction, rows] = process.argv.slice(2);
const list = Array.from({ length: Number(rows) }, (_, i) => ({
  type: 'process:msg',
  id: i,
  name: `service-${i}`,
  cpu: 12.5,
  memory: 73400320,
  online: true,
}));
const message = list.length === 1 ? list[0] : list;

// As the IPC channel of Node does: bytes in, bytes out.
const json = {
  encode: () => Buffer.from(JSON.stringify(message) + '\n'),
  decode: (bytes) => JSON.parse(bytes.toString()),
};
const advanced = {
  encode: () => v8.serialize(message),
  decode: (bytes) => v8.deserialize(bytes),
};
const codec = serialization === 'json' ? json : advanced;
const bytes = codec.encode();
let last;

require('./batches')((count) => {
  for (let i = 0; i < count; i++) {
    last = direction === 'encode' ? codec.encode() : codec.decode(bytes);
  }
  process.stdout.write(last ? 'done\n' : '');
});
