// Messages, signals, lines and actions, and what the bus tells of them.
'use strict';

// PM2 lets what has a topic of its own wait; Drover keeps the order of the process.
const sorted = (events) =>
  events.map(({ topic, payload }) => ({ topic, payload }))
    .sort((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0));

/** Without what differs by a run's length or by what PM2 ran as last. */
function still(env) {
  const { unstable_restarts: _, _tree_pids: __, node_version: ___, ...rest } = env;
  return rest;
}

async function started(t) {
  await t.must('start', { script: 'talk.js', name: 'talk', pmx: false, wait_ready: true });
  await t.event((e) => e.topic === 'human:event');
}

module.exports = {
  async spoken(t) {
    await started(t);
    t.say('messages', sorted(t.messages()));
    const { pm2_env: env } = await t.entry('talk');
    t.say('actions', env.axm_actions);
    t.say('monitor', env.axm_monitor);
    t.mark();
    await t.call('sendDataToProcessId', 0, { type: 'process:msg', data: { some: 'data' }, topic: 'my topic' });
    await t.event((e) => e.topic === 'process:msg');
    t.say('answer', sorted(t.messages()));
    t.mark();
    await t.call('sendDataToProcessId', { id: 0, type: 'process:msg', data: { some: 'more' }, topic: true });
    await t.event((e) => e.topic === 'process:msg');
    t.say('answer to the other form', sorted(t.messages()));
    await t.call('sendDataToProcessId', '0', { type: 'process:msg', data: [1], topic: 'x' });
    await t.call('sendDataToProcessId', 0, { type: 'process:msg', data: { a: 1 } });
    await t.call('sendDataToProcessId', 0, { type: 'process:msg', topic: 'x' });
    await t.call('sendDataToProcessId', { type: 'process:msg', data: {}, topic: 'x' });
    await t.call('sendDataToProcessId', 0, 'text');
    await t.call('sendDataToProcessId', { id: null, type: 'process:msg', data: {}, topic: 'x' });
    await t.call('sendDataToProcessId', { id: 'talk', type: 'process:msg', data: {}, topic: 'x' });
    await t.call('sendDataToProcessId', { id: 0.5, type: 'process:msg', data: {}, topic: 'x' });
    await t.call('sendDataToProcessId', 55, { type: 'process:msg', data: {}, topic: 'x' });
    await t.must('stop', 'talk');
    await t.call('sendDataToProcessId', 0, { type: 'process:msg', data: {}, topic: 'x' });
  },

  async signals(t) {
    await started(t);
    for (const ask of [
      ['sendSignalToProcessName', 'SIGUSR2', 'talk'],
      ['sendSignalToProcessId', 'SIGUSR2', 0],
    ]) {
      t.mark();
      await t.call(...ask);
      await t.event((e) => e.topic === 'signal:seen');
      t.say('seen', sorted(t.messages()));
    }
    await t.call('sendSignalToProcessName', 'SIGNOPE', 'talk');
    await t.call('sendSignalToProcessId', 'SIGNOPE', 0);
    // Only asks whether there is somebody to signal.
    await t.call('sendSignalToProcessId', 0, 0);
    await t.call('sendSignalToProcessName', 0, 'talk');
    t.mark();
    await t.must('sendSignalToProcessName', 'SIGKILL', 'talk');
    await t.lifecycle('exit');
    await t.lifecycle('online');
    t.say('moves', t.moves());
  },

  async lines(t) {
    await started(t);
    t.mark();
    await t.call('sendLineToStdin', 0, 'a line\n');
    await t.event((e) => e.topic === 'line:seen');
    t.say('seen', sorted(t.messages()));
    await t.call('sendLineToStdin', 66, 'a line\n');
  },

  async actions(t) {
    await started(t);
    t.mark();
    t.say('triggered', await t.rpc('msgProcess', { id: 0, msg: 'greet' }));
    await t.event((e) => e.topic === 'axm:reply');
    t.say('answer', sorted(t.messages()));
    t.mark();
    t.say('with a parameter', await t.rpc('msgProcess', { name: 'talk', msg: 'greet', opts: 'x' }));
    await t.event((e) => e.topic === 'axm:reply');
    t.say('answer to it', sorted(t.messages()));
    t.say('unknown', await t.rpc('msgProcess', { id: 0, msg: 'nope' }));
    t.say('nobody', await t.rpc('msgProcess', { name: 'nobody', msg: 'nope' }));
    t.say('no target', await t.rpc('msgProcess', { msg: 'nope' }));
    // That it is answered depends on which socket the client reads first: no line of a comparison.
    await t.call('trigger', 'talk', 'nope');
    await t.call('trigger', 99, 'greet');
  },

  async renamed(t) {
    await started(t);
    t.say('by name', await t.rpc('startWatch', 'restartProcessId', { id: 0 }));
    t.say('watched', (await t.entry('talk')).pm2_env.watch);
    t.say('again', await t.rpc('startWatch', 'restartProcessId', { id: 0 }));
    t.say('toggled', await t.rpc('toggleWatch', 'restartProcessId', { id: 0 }));
    t.say('not watched', Boolean((await t.entry('talk')).pm2_env.watch));
    t.say('stopped', await t.rpc('stopWatch', 'restartProcessId', { id: 0 }));
  },

  // A crash and what the bus tells of it, in one order.
  async crash(t) {
    await t.must('start', { script: 'exits.js', args: '9 0', name: 'crash', autorestart: false, pmx: false });
    await t.lifecycle('exit');
    const order = t.since().filter((e) => e.topic === 'process:event' || e.topic === 'log:out');
    t.say('output comes before the exit', order.findIndex((e) => e.topic === 'log:out')
      < order.findIndex((e) => e.payload.event === 'exit'));
    const { payload } = await t.lifecycle('exit');
    t.say('event', { ...payload, process: still(payload.process) });
  },
};
