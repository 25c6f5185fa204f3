// The calls that are about the daemon.
'use strict';
const fs = require('fs');

module.exports = {
  async daemon(t) {
    const version = await t.must('getVersion');
    t.say('version is the client\'s', version === t.version || version);
    t.say('ping', await t.rpc('ping', {}));
    await t.call('reloadLogs');
    await t.call('dump');
    await t.must('start', { script: 'plain.js', name: 'one' });
    await t.output('an error line', 'log:err');
    await t.output('hello');
    await t.call('dump');
    t.say('dump', JSON.parse(fs.readFileSync(t.home + '/dump.pm2', 'utf8')).map((e) => e.name));
    t.say('pid file', fs.readFileSync(t.home + '/pids/one-0.pid', 'utf8') === String((await t.entry('one')).pid));
    t.say('home', fs.readdirSync(t.home).filter((f) => !/drover|lock|index|agent|runs|spool|touch|^\./.test(f)).sort());
    await t.call('flush', 'one');
    await t.content(t.home + '/logs/one-out.log', -1);
    t.say('flushed', fs.readFileSync(t.home + '/logs/one-out.log', 'utf8'));
    await t.call('reloadLogs');
    t.say('getPID', (await t.must('getPID', 'one')).map((pid) => typeof pid));
    await t.call('getProcessIdByName', 'one');
    await t.call('set', 'some:key', 'value');
    await t.call('get', 'some:key');
    await t.call('unset', 'some:key');
    t.say('report', Object.keys((await t.rpc('getReport', {}))[1]).filter((key) => key !== 'user'));
    t.say('methods', (await new Promise((resolve) =>
      t.pm2.Client.client.methods((error, methods) => resolve(Object.keys(methods)))))
      .filter((name) => !name.startsWith('drover:')).sort());
    await t.must('stop', 'one');
    t.say('pid file of a stopped one', fs.existsSync(t.home + '/pids/one-0.pid'));
    await t.unanswered('attach', 99);
  },

  async monitored(t) {
    await t.must('start', { script: 'plain.js', name: 'one' });
    t.say('monitor', await t.rpc('monitor', 0));
    t.say('field', (await t.entry('one')).pm2_env._km_monitored);
    t.say('unmonitor', await t.rpc('unmonitor', '0'));
    t.say('field', (await t.entry('one')).pm2_env._km_monitored);
    t.say('unknown', await t.rpc('monitor', 12));
  },
};
