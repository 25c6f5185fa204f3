// The end of the daemon: the last scenario of a home.
'use strict';
const fs = require('fs');

module.exports = {
  async killDaemon(t) {
    await t.must('start', { script: 'plain.js', name: 'one' });
    const { pid } = await t.entry('one');
    t.mark();
    t.ended = true;
    await t.call('killDaemon');
    await t.event((e) => e.topic === 'pm2:kill');
    t.say('bus', t.since().filter((e) => e.topic === 'pm2:kill').map((e) => e.payload));
    t.say('service lives', t.isAlive(pid));
    t.say('left', ['rpc.sock', 'pub.sock', 'pm2.pid'].filter((f) => fs.existsSync(`${t.home}/${f}`)));
  },
};
