// Cluster mode: what the API, the bus and the clients of the workers see.
'use strict';
const http = require('http');
const net = require('net');
const fs = require('fs');
const { brief } = require('../harness');

// Two daemons are compared at the same time: each has ports of its own.
const port = (t, number) => (t.home.includes('/p/') ? 18700 : 28700) + number;

function ask(port, path = '/', agent = false) {
  return new Promise((done) => {
    http.get({ host: '127.0.0.1', port, path, agent }, (response) => {
      let text = '';
      response.on('data', (data) => { text += data; });
      response.on('end', () => done(text));
    }).on('error', (error) => done(error.code));
  });
}

async function answers(port, times, path, agent) {
  const seen = new Set();
  for (let i = 0; i < times; i++) {
    seen.add(await ask(port, path, agent));
  }
  return [...seen].sort();
}

const read = (...to) => new Promise((done) => {
  let text = '';
  net.connect(...to).on('data', (data) => { text += data; })
    .on('end', () => done(text)).on('error', (error) => done(error.code));
});

const web = (t, number, more) => t.must('start', {
  script: 'web.js', name: 'web', args: String(port(t, number)), exec_mode: 'cluster', instances: 2, pmx: false,
  wait_ready: true, ...more,
});

const byProcess = (events) => events.map(({ topic, payload }) => ({ topic, payload }))
  .sort((a, b) => JSON.stringify([a.payload.process.pm_id, a.topic, a.payload.raw])
    < JSON.stringify([b.payload.process.pm_id, b.topic, b.payload.raw]) ? -1 : 1);

const plain = (env) => {
  const { unstable_restarts: _, _tree_pids: __, node_version: ___, axm_options: ____, args: _____, _pm2_version: ______, ...rest } = env;
  return rest;
};

const ONE = '_old_';

/** The moves of one entry, and of the worker before it. */
const moves = (t, id) => t.moves().filter((m) => m.includes(`-${id} `) || m.includes(`-${ONE}${id} `));

module.exports = {
  async described(t) {
    await web(t, 1);
    for (const entry of await t.must('list')) {
      t.say('description ' + entry.pm_id, { ...entry, pm2_env: plain(entry.pm2_env) });
    }
    t.say('served by', await answers(port(t, 1), 6));
    t.mark();
    await t.call('reload', 'web');
    await t.event((e) => e.topic === 'process:event' && e.payload.event === 'reload' && e.payload.process.pm_id === 1);
    t.say('moves of 0', moves(t, 0));
    t.say('moves of 1', moves(t, 1));
    t.say('lines', t.supervisorLines().filter((line) => line.includes('starting')));
    t.say('codes', t.since()
      .filter((e) => e.payload.event === 'exit' && e.payload.process.status === 'stopping')
      .map((e) => ({ exit_code: e.payload.process.exit_code })));
    for (const entry of await t.must('list')) {
      t.say('reloaded ' + entry.pm_id, { ...entry, pm2_env: plain(entry.pm2_env) });
    }
    t.mark();
    await t.call('restart', 'web');
    await t.call('stop', 0);
    t.say('served by the other', await answers(port(t, 1), 3));
    await t.call('stop', 'web');
    await t.call('list');
    t.say('nobody', await answers(port(t, 1), 1));
    await t.call('restart', 0);
    await t.call('reload', 'web');
    await t.call('list');
  },

  async spoken(t) {
    await web(t, 2);
    t.say('messages', byProcess(t.messages()));
    t.say('actions', (await t.entry('web')).pm2_env.axm_actions);
    for (const id of [0, 1]) {
      t.mark();
      await t.call('sendDataToProcessId', id, { type: 'process:msg', data: { some: 'data' }, topic: 'my topic' });
      await t.event((e) => e.topic === 'process:msg');
      t.say('answer of ' + id, t.messages());
    }
    t.mark();
    await t.call('sendDataToProcessId', { id: 1, type: 'process:msg', data: { some: 'more' }, topic: true });
    await t.event((e) => e.topic === 'process:msg');
    t.say('answer', t.messages());
    t.mark();
    await t.call('sendSignalToProcessName', 'SIGUSR2', 'web');
    await t.event(() => t.messages().filter((e) => e.topic === 'signal:seen').length === 2);
    t.say('signals', byProcess(t.messages()));
    await t.call('sendLineToStdin', 0, 'a line\n');
    t.say('triggered', await t.rpc('msgProcess', { id: 0, msg: 'nope' }));
    t.say('triggered', await t.rpc('msgProcess', { name: 'web', msg: 'greet' }));
    await t.must('reload', 'web');
    t.mark();
    await t.call('sendDataToProcessId', 0, { type: 'process:msg', data: { after: 'reload' }, topic: 'x' });
    await t.event((e) => e.topic === 'process:msg' && e.payload.data);
    t.say('answer after the reload', t.messages().filter((e) => e.payload.data));
  },

  async written(t) {
    t.mark();
    await web(t, 3, { instances: 1 });
    await t.output('serves');
    t.say('bus', t.since().filter((e) => e.topic === 'log:out').map((e) => e.payload));
    t.say('file', await t.content(`${t.home}/logs/web-out-0.log`, 1));
    await ask(port(t, 3), '/throw');
    await t.lifecycle('exit');
    await t.lifecycle('online');
    t.say('told of the error', /Error: thrown/.test(t.text('log:err')));
    t.say('error file', /Error: thrown/.test(await t.content(`${t.home}/logs/web-error-0.log`, 1)));
    await t.until('web', (e) => e.pm2_env.status === 'online');
    t.say('moves', t.moves());
    t.mark();
    await ask(port(t, 3), '/exit');
    await t.lifecycle('exit');
    await t.lifecycle('online');
    t.say('moves after an exit', t.moves());
    const again = await t.until('web', (e) => e.pm2_env.status === 'online');
    t.say('counted', again.pm2_env.restart_time);
    t.mark();
    process.kill(again.pid, 'SIGKILL');
    await t.lifecycle('online');
    t.say('moves after a kill', t.moves());
  },

  async scaled(t) {
    await web(t, 4, { instances: 1 });
    await t.call('scale', 'web', 3);
    t.say('served by', await answers(port(t, 4), 9));
    t.say('instances', (await t.must('list')).map(({ pm2_env: e }) =>
      [e.pm_id, e.NODE_APP_INSTANCE, e.instances, e.exec_mode, e.pm_out_log_path, e.pm_pid_path]));
    await t.must('delete', 1);
    await t.call('scale', 'web', '+1');
    t.say('served again by', await answers(port(t, 4), 9));
    await t.call('scale', 'web', 1);
    await t.call('list');
  },

  async environment(t) {
    process.env.FRESH = 'one';
    await web(t, 5, { instances: 2, env: { KEPT: 'k' } });
    const seen = async () => (await t.must('list')).map(({ pm2_env: e }) =>
      [e.FRESH, e.env.FRESH, e.KEPT, e.env.KEPT, e.restart_time]);
    process.env.FRESH = 'two';
    await t.must('reload', 'web');
    t.say('reloaded', await seen());
    await t.must('reload', 'web', { updateEnv: true });
    t.say('updated', await seen());
    process.env.FRESH = 'three';
    await t.must('restart', 'web', { updateEnv: true });
    t.say('restarted', await seen());
    delete process.env.FRESH;
  },

  async connections(t) {
    await web(t, 6);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    t.say('a kept connection stays with one', (await answers(port(t, 6), 10, '/', agent)).length);
    agent.destroy();
    const socket = net.connect(port(t, 6), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    const next = () => new Promise((done) => socket.once('data', (data) => done(String(data))));
    t.say('upgraded', (await next()).split('\r\n')[0]);
    socket.write('ping');
    t.say('echoed', await next());
    socket.destroy();
  },

  async sockets(t) {
    const path = `${t.apps}/s.sock`;
    const number = port(t, 7);
    await t.must('start', { script: 'sockets.js', name: 's', args: [String(number), path], instances: 2,
      exec_mode: 'cluster', pmx: false, wait_ready: true });
    const seen = new Set();
    for (let i = 0; i < 8; i++) {
      for (const [what, to] of [['tcp', { port: number, host: '127.0.0.1' }], ['unix', { path }],
        ['ipv6', { port: number, host: '::1' }]]) {
        seen.add(`${what} ${await read(to)}`);
      }
    }
    t.say('served', [...seen].sort());
    const udp = require('dgram').createSocket('udp4');
    const answer = new Promise((done) => udp.once('message', (text) => done(String(text))));
    udp.send('x', number, '127.0.0.1');
    t.say('udp', await answer);
    udp.close();
    await t.must('reload', 's');
    t.say('after a reload', [await read({ path }), await read({ port: number, host: '127.0.0.1' })]
      .map((who) => /^[01]$/.test(who)));
    await t.must('delete', 's');
    t.say('afterwards', [fs.existsSync(path), await read({ port: number, host: '127.0.0.1' })]);
  },

  async together(t) {
    await web(t, 8, { instances: 1 });
    const told = async () => brief(await t.must('list'));
    const why = 'calls at the same time';
    const both = async (...calls) => (await Promise.all(calls.map((c) => t.ask(...c)))).map(([error]) => error);
    t.differs(why, 'two reloads', await both(['reload', 'web'], ['reload', 'web']));
    t.differs(why, 'left', await told());
    t.differs(why, 'restart in a reload', await both(['reload', 'web'], ['restart', 'web']));
    const entry = await t.until('web', (e) => e.pm2_env.status === 'online');
    t.say('runs', t.isAlive(entry.pid));
    t.say('serves', await answers(port(t, 8), 2));
    t.differs(why, 'stop in a reload', await both(['reload', 'web'], ['stop', 'web']));
    await t.must('restart', 'web');
    t.say('serves again', await answers(port(t, 8), 2));
    t.differs(why, 'delete in a reload', await both(['reload', 'web'], ['delete', 'web']));
    await t.ask('delete', 'web');
    t.say('gone', await t.must('list'));
  },

  async limits(t) {
    const app = { script: 'exits.js', args: '1 0', exec_mode: 'cluster', pmx: false };
    await t.must('start', { ...app, name: 'crash', max_restarts: 3, min_uptime: 20000 });
    const end = await t.until('crash', (e) => e.pm2_env.status === 'errored');
    t.say('end', [end.pm2_env.restart_time, end.pm2_env.unstable_restarts]);
    await t.must('start', { ...app, name: 'off', autorestart: false });
    const off = await t.until('off', (e) => e.pm2_env.status === 'stopped');
    t.say('off', [off.pm2_env.restart_time, off.pid]);
    await t.must('start', { ...app, name: 'slow', restart_delay: 60000 });
    const slow = await t.until('slow', (e) => e.pm2_env.status === 'waiting restart');
    t.say('slow', [slow.pm2_env.restart_time, slow.pm2_env.restart_delay]);
    await t.call('stop', 'slow');
    await t.must('start', { script: 'ready.js', name: 'never', exec_mode: 'cluster', wait_ready: true,
      listen_timeout: 400, pmx: false });
    t.say('never', brief([await t.entry('never')]));
    await t.must('start', { script: 'stubborn.js', name: 'stub', exec_mode: 'cluster', kill_timeout: 400, pmx: false });
    await t.event((e) => e.topic === 'log:out' && e.payload.data.includes('stubborn'));
    await t.call('stop', 'stub');
    await t.must('start', { script: 'memory.js', name: 'fat', exec_mode: 'cluster', max_memory_restart: '100M', pmx: false });
    await t.until('fat', (e) => e.pm2_env.restart_time > 0);
  },
};
