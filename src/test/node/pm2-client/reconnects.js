// Stays connected while its supervisor is replaced: node reconnects.js <folder of node_modules> <script>
// Prints "ready", waits for a line on its standard input, then asks again and starts something.
const path = require('path');
const pm2 = require(path.join(process.argv[2], 'pm2'));

const say = (...words) => process.stderr.write(words.join(' ') + '\n');
const fail = (error) => {
  if (error) {
    say('error', error.message);
    process.exit(1);
  }
};

pm2.connect((error) => {
  fail(error);
  pm2.launchBus((busError, bus) => {
    fail(busError);
    bus.on('process:event', ({ event, process: { name } }) => {
      if (name === 'second' && event === 'online') {
        say('event', name, event);
        pm2.disconnect();
        process.exit(0);
      }
    });
    pm2.start({ script: process.argv[3], name: 'first' }, (startError) => {
      fail(startError);
      say('ready');
    });
    process.stdin.once('data', () => pm2.list((listError, list) => {
      fail(listError);
      say('list', list.map((entry) => entry.name));
      const again = () => pm2.start({ script: process.argv[3], name: 'second' }, fail);
      // The bus has a connection of its own, which may be back later than the first.
      if (bus.sock.socks.length > 0) {
        again();
      } else {
        bus.sock.once('connect', again);
      }
    }));
  });
});
