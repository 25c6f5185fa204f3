// Targets and values in forms that no document names, and arrays of which one is wrong.
'use strict';
const fs = require('fs');

// Without an object or null, at which the client itself fails.
const TARGETS = [0, '0', 1, '1', 99, '99', 'nobody', 'all', '', ' ', 'one', 'ns', -1, 1.5, '/on/', 'One', '0x0', '01'];

const two = async (t) => {
  await t.must('start', { script: 'plain.js', name: 'one', namespace: 'ns' });
  await t.must('start', { script: 'plain.js', name: 'two', namespace: 'ns' });
};

const listed = async (t) =>
  (await t.must('list')).map(({ pm2_env: e }) => [e.name, e.pm_id, e.NODE_APP_INSTANCE, e.status, e.restart_time]);

module.exports = {
  async targets(t) {
    await two(t);
    for (const target of [...TARGETS, ['one'], [0], [], {}, null, true]) {
      await t.call('describe', target);
    }
    for (const target of [0, '1', 99, 'nobody', 'all', '', 'one', 'ns', '/on/', '01']) {
      await t.must('restart', 0);
      await t.call('reset', target);
      t.say('counts', await listed(t));
    }
    for (const target of [0, '0', 'one', 'nobody', 'ns', 'all', 99, '']) {
      await t.call('monitorState', 'monitor', target);
      t.say('monitored', (await t.entry('one')).pm2_env._km_monitored);
      await t.call('monitorState', 'unmonitor', target);
    }
  },

  async deleted(t) {
    for (const target of ['ns', 'dup', 'default', 'nobody', '/o/', 1.5]) {
      await two(t);
      await t.must('start', { script: 'plain.js', name: 'dup', instances: 2, exec_mode: 'fork' });
      await t.must('start', { script: 'plain.js', name: 'ns' });
      // Two at a time: either may be the first.
      const [error, result] = await t.ask('delete', target);
      t.say(`delete ${target}`, [error, result && result.map((e) => [e.name, e.pm_id]).sort()]);
      t.say('left', await listed(t));
      await t.ask('delete', 'all');
    }
  },

  async packets(t) {
    await t.must('start', { script: 'talk.js', name: 'talk', pmx: false, wait_ready: true });
    await t.must('start', { script: 'plain.js', name: 'down' });
    await t.must('stop', 'down');
    await t.must('start', { script: '/bin/sleep', args: '1000', name: 'binary', interpreter: 'none' });
    await t.must('start', { script: 'tick.sh', name: 'shell' });
    t.mark();
    const packet = { type: 'process:msg', data: { a: 1 }, topic: 'x' };
    for (const id of [0, '0', '00', 99, '99', 1, 2, 3, 'talk', '', null, true, -1, 0.5]) {
      await t.call('sendDataToProcessId', id, { ...packet });
      await t.call('sendDataToProcessId', { id, ...packet });
    }
    for (const odd of [{}, { data: {} }, { topic: 'x' }, { data: null, topic: 'x' }, { data: 0, topic: 'x' },
      { data: '', topic: 'x' }, { data: [], topic: 1 }, { data: false, topic: true }, { data: {}, topic: '' },
      { data: {}, topic: 0 }, { data: {}, topic: null }, { data: {}, topic: {} }, { type: '', data: {}, topic: 'x' },
      { type: 1, data: {}, topic: 'x' }, { data: 'last', topic: 'x', more: [1, null, 'ü'] }]) {
      await t.call('sendDataToProcessId', 0, odd);
    }
    const echoed = (e) => e.topic === 'process:msg' && e.payload.data && e.payload.data.echo;
    await t.event((e) => echoed(e) && echoed(e).data === 'last');
    t.say('came', t.since().filter(echoed).map(echoed));
  },

  async lines(t) {
    await t.must('start', { script: 'talk.js', name: 'talk', pmx: false, wait_ready: true });
    await t.must('start', { script: 'plain.js', name: 'down' });
    await t.must('stop', 'down');
    await t.must('start', { script: '/bin/cat', name: 'cat', interpreter: 'none' });
    for (const id of [0, '0', '00', 99, '99', 1, 2, 'talk', '', null, true, -1]) {
      await t.call('sendLineToStdin', id, 'hello');
    }
    for (const line of ['', 'a\nb', 0, null, true, ['x'], {}, 'ü€']) {
      await t.call('sendLineToStdin', 0, line);
    }
    await t.call('sendLineToStdin', 0, 'last', ';');
    await t.event((e) => e.topic === 'line:seen' && e.payload.data.line.includes('last'));
    t.say('lines', t.since().filter((e) => e.topic === 'line:seen').map((e) => e.payload.data.line).join(''));
  },

  async signals(t) {
    await t.must('start', { script: 'talk.js', name: 'one', namespace: 'ns', pmx: false, wait_ready: true });
    await t.must('start', { script: 'talk.js', name: 'two', namespace: 'ns', pmx: false, wait_ready: true });
    // A number or null for a name ends PM2's daemon.
    for (const name of ['one', 'nobody', '', '0', 'ns', '/on/']) {
      await t.call('sendSignalToProcessName', 'SIGUSR2', name);
    }
    t.mark();
    await t.call('sendSignalToProcessName', 'SIGUSR2', 'all');
    await t.event(() => t.since().filter((e) => e.topic === 'signal:seen').length === 2);
    for (const signal of ['SIGCONT', 'SIGNONSENSE', 'SIGRTMIN', 'SIG', 1.5, 'SIGUSR2 ', ' SIGUSR2', 'SIGUNUSED']) {
      await t.call('sendSignalToProcessId', signal, 0);
      await t.call('sendSignalToProcessName', signal, 'one');
    }
    await t.call('sendSignalToProcessId', 65, 0);
    for (const id of ['0', 99, '99', 'one', '']) {
      await t.call('sendSignalToProcessId', 'SIGCONT', id);
    }
    await t.must('stop', 'two');
    await t.call('sendSignalToProcessName', 'SIGUSR2', 'two');
  },

  async actions(t) {
    await t.must('start', { script: 'talk.js', name: 'talk', pmx: false, wait_ready: true });
    await t.must('start', { script: 'plain.js', name: 'plain', pmx: false });
    await t.until('talk', (e) => e.pm2_env.axm_actions.length > 0);
    for (const id of ['talk', 0, '0', 'all']) {
      await t.call('getProcessIdByName', id);
    }
    for (const order of [{}, { msg: 'greet' }, { id: 0, msg: 'greet' }, { id: '0', msg: 'greet' },
      { name: 'talk', msg: 'nothing' }, { id: 0, msg: 'nothing' }, { id: 99, msg: 'x' }, { id: 0 }, { name: 'talk' },
      { id: 0, msg: 'greet', opts: { deep: 1 } }, { id: 1, msg: 'x' }, { id: 0, name: 'plain', msg: 'greet' },
      { name: 'talk', msg: 'greet', opts: null }, { id: 'talk', msg: 'greet' }, { name: 'all', msg: 'greet' }]) {
      await t.call('msgProcess', order);
    }
  },

  async flushed(t) {
    const log = (name) => `${t.home}/logs/${name}.log`;
    const files = ['first-out', 'first-error', 'second-out', 'second-error', 'merged-out', 'merged'];
    await t.must('start', { script: 'plain.js', name: 'first', namespace: 'ns' });
    await t.must('start', { script: 'plain.js', name: 'second', namespace: 'ns' });
    await t.must('start', { script: 'plain.js', name: 'off', disable_logs: true });
    await t.must('start', { script: 'plain.js', name: 'null', out_file: '/dev/null', error_file: 'NULL' });
    await t.must('start', {
      script: 'plain.js', name: 'merged', instances: 2, exec_mode: 'fork', merge_logs: true, log_file: log('merged'),
    });
    for (const name of files) {
      await t.content(log(name), { merged: 4, 'merged-out': 2 }[name] || 1);
    }
    for (const target of ['first', 1, 99, 'nobody', 'off', 'null', 'ns', 'merged']) {
      await t.call('flush', target);
      t.say('sizes', files.map((name) => [name, fs.statSync(log(name)).size]));
    }
  },

  async scaled(t) {
    await t.must('start', { script: 'plain.js', name: 'one', namespace: 'ns' });
    for (const [name, number] of [['one', 2], ['one', '3'], ['one', '+1'], ['one', ''], ['one', 2], ['one', '+0'],
      ['nobody', 2], ['ns', 2], ['all', 2], ['0', 2], ['one', 1], ['one', 1]]) {
      await t.call('scale', name, number);
      t.say('left', await listed(t));
    }
  },

  async oneOfSeveralIsWrong(t) {
    const good = (name) => ({ script: 'plain.js', name });
    for (const [title, apps] of Object.entries({
      'no such script': [good('a'), { script: 'no-such.js', name: 'b' }, good('c')],
      'no script': [good('a'), { name: 'b' }, good('c')],
      'wrong type': [good('a'), { ...good('b'), max_restarts: 'many' }],
      'no such interpreter': [good('a'), { ...good('b'), interpreter: 'nonesuch' }, good('c')],
      'wrong schedule': [good('a'), { ...good('b'), cron_restart: 'bad' }],
      'no such user': [good('a'), { ...good('b'), uid: 'nobody-such' }],
      'the same twice': [good('a'), good('a')],
      none: [], null: [good('a'), null], nested: [[good('a')]], files: ['plain.js', 'exits.js'],
      apps: { apps: [good('a'), good('b')] }, 'one app': { apps: good('a') },
    })) {
      const [error, result] = await t.ask('start', apps);
      t.say(title, [error, Array.isArray(result) ? result.map((e) => e.pm2_env && e.pm2_env.name).sort() : result]);
      t.say('left', (await t.must('list')).map((e) => e.name).sort());
      await t.ask('delete', 'all');
    }
  },

  // Of a text counts what parseInt makes of it, a number only when it is whole.
  async exitCodes(t) {
    for (const [codes, status] of [
      [['3abc'], 'stopped'], [['3,4'], 'stopped'], [['3.7', '9'], 'stopped'], [['+3', '9'], 'stopped'],
      [[' 3', '9'], 'stopped'], [['003', 9], 'stopped'], [['3e5', 9], 'stopped'],
      [[3.7, 9], 'errored'], [['-3', 9], 'errored'], [['9', '33'], 'errored'],
    ]) {
      await t.must('start', {
        script: 'exits.js', args: '3 0', name: 'ends', pmx: false, max_restarts: 2, stop_exit_codes: codes,
      });
      const { pm2_env: env } = await t.until('ends', (e) => e.pm2_env.status === status);
      t.say(`ends ${JSON.stringify(codes)}`, env.stop_exit_codes);
      await t.must('delete', 'ends');
    }
  },

  async watched(t) {
    fs.mkdirSync('watched');
    for (const watch of [[''], ['', 'x'], '.', '']) {
      await t.must('start', { script: `${t.apps}/plain.js`, cwd: `${t.apps}/watched`, name: 'sees', watch });
      t.say('listed', (await t.entry('sees')).pm2_env.watch);
      if (watch) {
        t.mark();
        // Until PM2's watcher looks: it does not tell when it begins.
        const touch = setInterval(() => fs.writeFileSync(`${t.apps}/watched/file`, String(Date.now())), 200);
        await t.lifecycle('online').finally(() => clearInterval(touch));
      }
      await t.must('delete', 'sees');
    }
  },
};
