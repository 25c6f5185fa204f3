// Restart policy, readiness and the ways of stopping: order of events, and lower bounds of time.
'use strict';
const fs = require('fs');
const { brief } = require('../harness');

/** Milliseconds between the events of one kind. */
function gaps(t, event) {
  const times = t.since()
    .filter((e) => e.topic === 'process:event' && e.payload.event === event)
    .map((e) => e.payload.at);
  return times.slice(1).map((at, i) => at - times[i]);
}

const timed = async (work) => {
  const start = Date.now();
  await work();
  return Date.now() - start;
};

module.exports = {
  async crashLoop(t) {
    await t.must('start', { name: 'crash', script: 'exits.js', args: '1 0', max_restarts: 3, min_uptime: 20000 });
    const end = await t.until('crash', (e) => e.pm2_env.status === 'errored');
    t.say('end', [end.pm2_env.restart_time, end.pm2_env.exit_code, end.pm2_env.unstable_restarts]);
    t.say('moves', t.moves().filter((m) => !m.startsWith('start')));
    await t.event((e) => e.topic === 'log:PM2' && /too many unstable/.test(e.payload.data));
    // PM2 tells of a run before it tells that there were too many.
    t.say('course', t.course().filter((m) => !/^start /.test(m) && !/overlimit|errored/.test(m)));
    const limit = await t.event((e) => e.payload.event === 'restart overlimit');
    t.say('limit', limit.payload.process.unstable_restarts);
    t.say('created', (await t.entry('crash')).pm2_env.created_at);
    t.mark();
    await t.call('restart', 'crash');
    await t.nth('exit', 3);
    t.say('once more', t.moves().filter((m) => !m.startsWith('restart (asked)')));
  },

  async noRestart(t) {
    await t.must('start', { name: 'off', script: 'exits.js', args: '0 0', autorestart: false });
    const off = await t.until('off', (e) => e.pm2_env.status === 'stopped');
    t.say('autorestart off', [off.pm2_env.restart_time, off.pm2_env.exit_code, off.pid]);
    await t.must('start', { name: 'codes', script: 'exits.js', args: '7 0', stop_exit_codes: [7] });
    const codes = await t.until('codes', (e) => e.pm2_env.status === 'stopped');
    t.say('stop exit codes', [codes.pm2_env.restart_time, codes.pm2_env.exit_code]);
    await t.must('start', { name: 'later', script: 'plain.js', autostart: false });
    t.say('autostart off', (await t.must('describe', 'later')).map((e) => [e.pm2_env.status, e.pid]));
    t.say('moves', t.moves().filter((m) => m.includes('later')));
  },

  async delayed(t) {
    await t.must('start', { name: 'slow', script: 'exits.js', args: '1 0', restart_delay: 300, max_restarts: 4,
      min_uptime: 20000 });
    const waiting = await t.until('slow', (e) => e.pm2_env.status === 'waiting restart');
    t.say('status', [waiting.pm2_env.status, waiting.pm2_env.restart_delay]);
    await t.nth('exit', 4);
    t.say('moves', t.moves().filter((m) => !m.startsWith('start')));
    t.say('not sooner', gaps(t, 'online').map((ms) => ms >= 300));
    const { pm2_env: env } = await t.entry('slow');
    t.say('delay', env.prev_restart_delay);
    t.differs('status after the limit', 'status', env.status);
  },

  async backoff(t) {
    await t.must('start', { name: 'back', script: 'exits.js', args: '1 0', exp_backoff_restart_delay: 100 });
    const seen = [];
    await t.until('back', (e) => {
      const delay = e.pm2_env.prev_restart_delay;
      if (delay && delay !== seen[seen.length - 1]) {
        seen.push(delay);
      }
      return seen.length >= 4;
    });
    t.say('delays', seen);
    t.say('not sooner', gaps(t, 'online').slice(0, 3).map((ms, i) => ms >= [100, 150, 225][i]));
    t.say('moves', t.moves().filter((m) => !m.startsWith('start')).slice(0, 6));
    await t.must('stop', 'back');
    t.say('stopped', (await t.entry('back')).pm2_env.status);
  },

  async stubborn(t) {
    await t.must('start', { name: 'stub', script: 'stubborn.js', kill_timeout: 400 });
    await t.output('stubborn');
    t.mark();
    t.say('not sooner', (await timed(() => t.must('stop', 'stub'))) >= 400);
    await t.event((e) => e.topic === 'process:event' && e.payload.manually);
    t.say('moves', t.moves());
    t.say('status', (await t.entry('stub')).pm2_env.status);
  },

  async byMessage(t) {
    await t.must('start', { name: 'asked', script: 'shutdown.js', shutdown_with_message: true });
    await t.output('up');
    t.mark();
    await t.must('stop', 'asked');
    t.say('said', t.text('log:out'));
    t.say('code', (await t.entry('asked')).pm2_env.exit_code);
    await t.must('start', { name: 'signalled', script: 'shutdown.js' });
    await t.event((e) => e.topic === 'log:out' && e.payload.process.name === 'signalled');
    await t.must('stop', 'signalled');
    t.say('code by signal', (await t.entry('signalled')).pm2_env.exit_code);
  },

  async family(t) {
    for (const treekill of [true, false]) {
      t.mark();
      await t.must('start', { name: 'family', script: 'family.js', treekill, wait_ready: true });
      const { payload } = await t.event((e) => e.topic === 'family');
      await t.must('delete', 'family');
      t.say(`child lives, treekill ${treekill}`, t.isAlive(payload.data.child));
      if (t.isAlive(payload.data.child)) {
        process.kill(payload.data.child, 'SIGKILL');
      }
    }
  },

  async readiness(t) {
    t.mark();
    t.say('ready not sooner', (await timed(() => t.must('start', {
      name: 'ready', script: 'ready.js', args: '300', wait_ready: true, listen_timeout: 5000 }))) >= 300);
    t.say('status', (await t.entry('ready')).pm2_env.status);
    t.say('time-out not sooner', (await timed(() => t.must('start', {
      name: 'never', script: 'ready.js', wait_ready: true, listen_timeout: 400 }))) >= 400);
    t.say('status', (await t.entry('never')).pm2_env.status);
    t.say('moves', t.moves());
  },

  async deathBeforeReady(t) {
    if (t.major < 7) {
      return; // It stays online for ever there.
    }
    const dead = await t.must('start', {
      name: 'dies', script: 'exits.js', args: '1 0', wait_ready: true, autorestart: false });
    t.differs('death before ready', 'answer', brief(dead));
    t.say('death before ready', (await t.until('dies', (e) => e.pm2_env.status === 'stopped')).pm2_env.status);
    await t.lifecycle('exit', 'dies');
    t.differs('death before ready', 'its moves', t.moves().filter((m) => m.includes('dies')));
  },

  async memory(t) {
    await t.must('start', { name: 'fat', script: 'memory.js', max_memory_restart: '100M' });
    const again = await t.until('fat', (e) => e.pm2_env.restart_time > 0);
    t.say('limit', again.pm2_env.max_memory_restart);
    t.say('restarts', again.pm2_env.restart_time > 0);
  },

  async cron(t) {
    await t.must('start', { name: 'clock', script: 'plain.js', cron_restart: '*/1 * * * * *' });
    await t.nth('online', 2);
    t.say('moves', t.moves().slice(0, 5));
    await t.call('start', { name: 'bad', script: 'plain.js', cron_restart: '* * nonsense' });
  },

  async watch(t) {
    fs.mkdirSync('watched', { recursive: true });
    await t.must('start', {
      name: 'watcher', script: `${t.apps}/plain.js`, cwd: `${t.apps}/watched`, watch: true,
      ignore_watch: ['ignored'],
    });
    t.say('field', (await t.entry('watcher')).pm2_env.watch);
    // A watcher needs a while before it sees anything: touch until it does.
    let touched = 0;
    await t.until('watcher', (e) => {
      fs.writeFileSync(`watched/file-${touched++}`, 'x');
      return e.pm2_env.restart_time > 0;
    });
    t.say('restarted', true);
    await t.must('stop', 'watcher');
    t.say('restarted by hand', (await t.must('restart', 'watcher')).length);
    t.differs('watch after a stop', 'field', (await t.entry('watcher')).pm2_env.watch);
  },
};
