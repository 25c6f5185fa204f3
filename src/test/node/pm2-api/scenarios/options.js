// Options of section 6.2: what the process sees and what is told of them.
'use strict';
const fs = require('fs');

// What is of one run or one folder, or only PM2's own way of starting Node.
const NOISE = /^(DROVER_ID|NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE|pm_uptime|created_at|unique_id|PWD|SHLVL|_)$/;

async function seen(t, options, extra) {
  const file = `${t.apps}/seen-${options.name}.json`;
  await t.must('start', { script: 'environment.js', args: [file].concat(extra || []), ...options });
  return JSON.parse(await t.file(file));
}

function own(environment) {
  const env = {};
  for (const [name, value] of Object.entries(environment)) {
    if (!NOISE.test(name) && process.env[name] !== value) {
      env[name] = value;
    }
  }
  return env;
}

module.exports = {
  async environment(t) {
    process.env.SECRET_TOKEN = 'hidden';
    process.env.SHOWN = 'shown';
    const plain = await seen(t, {
      name: 'plain', pmx: false, env: { TEXT: 'a b', NUMBER: 5, YES: true, OBJECT: { a: 1 }, NOTHING: null },
    });
    t.say('environment', own(plain.env));
    t.say('names of the channel', ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'].map((n) => n in plain.env));
    t.say('folder', plain.cwd);
    t.say('arguments', plain.args);
    const filtered = await seen(t, { name: 'filtered', pmx: false, filter_env: ['SECRET', 'SHO'] });
    t.say('filtered', [filtered.env.SECRET_TOKEN, filtered.env.SHOWN, 'PATH' in filtered.env]);
    delete process.env.SECRET_TOKEN;
    delete process.env.SHOWN;
    const placed = await seen(t, {
      name: 'placed', pmx: false, cwd: '/tmp', script: `${t.apps}/environment.js`,
      interpreter_args: '--max-old-space-size=64', instance_var: 'NUMBER_OF',
    }, ['x', 'y z']);
    t.say('placed', [placed.cwd, placed.args, placed.execArgv, placed.env.NUMBER_OF]);
  },

  async production(t) {
    const options = { name: 'prod', pmx: false, env: { MODE: 'dev', BOTH: '1' }, env_production: { MODE: 'prod' } };
    const file = `${t.apps}/prod.config.js`;
    const told = `${t.apps}/seen-prod.json`;
    fs.writeFileSync(file, `module.exports = { apps: [${JSON.stringify({
      script: 'environment.js', args: [told], ...options })}] }`);
    await t.must('start', file, { env: 'production' });
    const { env } = JSON.parse(await t.file(told));
    t.say('production', [env.MODE, env.BOTH]);
    fs.unlinkSync(told);
    await t.must('restart', file, { env: 'dev' });
    const again = JSON.parse(await t.file(told));
    t.say('back', [again.env.MODE, again.env.BOTH]);
  },

  async described(t) {
    await t.must('start', {
      name: 'opt', script: 'plain.js', namespace: 'space', max_restarts: 3, min_uptime: '5s',
      restart_delay: 300, kill_timeout: 700, listen_timeout: 900, max_memory_restart: '1G',
      cron_restart: '0 4 * * *', autorestart: false, stop_exit_codes: [0, '3'], merge_logs: true,
      log_date_format: 'YYYY-MM-DD', treekill: false, shutdown_with_message: true, time: true,
      source_map_support: true, vizion: false, pmx: false, automation: false, watch_delay: 500,
      ignore_watch: ['node_modules', 'x'], exp_backoff_restart_delay: 120, force: true,
      instance_var: 'INST', post_update: ['ls'], log_type: 'json', unknown_key: 'x',
    });
    await t.output('hello');
    const { node_version: _, ...env } = (await t.entry('opt')).pm2_env;
    t.say('all options', env);
  },

  async files(t) {
    const out = `${t.apps}/my-out.log`;
    await t.must('start', {
      name: 'files', script: 'plain.js', out_file: out, error_file: 'my-err.log',
      log_file: 'sub/both.log', pid_file: 'my.pid',
    });
    await t.output('hello');
    await t.output('an error line', 'log:err');
    const { pm2_env: env, pid } = await t.entry('files');
    t.say('paths', [env.pm_out_log_path, env.pm_err_log_path, env.pm_log_path, env.pm_pid_path]);
    t.say('out', await t.content(out));
    t.say('err', await t.content('my-err.log'));
    t.say('pid', fs.readFileSync(env.pm_pid_path, 'utf8') === String(pid));
    t.say('both', (await t.content('sub/both.log', 2)).split('\n').sort());
    await t.must('delete', 'files');
    t.say('pid file afterwards', fs.existsSync(env.pm_pid_path));
    for (const options of [
      { name: 'off', script: 'plain.js', out_file: '/dev/null', error_file: 'NULL' },
      { name: 'shared', script: 'plain.js', instances: 2, exec_mode: 'fork', merge_logs: true },
      { name: 'disabled', script: 'plain.js', disable_logs: true },
      { name: 'strange name/x:y', script: 'plain.js' },
    ]) {
      await t.must('start', options);
    }
    const paths = (await t.must('list')).map(({ pm2_env: e }) => [
      e.name, e.pm_out_log_path, e.pm_err_log_path, e.pm_log_path, e.pm_pid_path, e.disable_logs]);
    t.say('paths of others', paths);
    await t.output('hello from shared');
    t.say('nothing of a disabled one', t.since()
      .filter((e) => e.topic === 'log:out' && e.payload.process.name === 'disabled').length);
  },

  /** Of the files of instances only those that end in .log and .pid get a number. */
  async numbered(t) {
    for (const name of ['x.txt', 'x.log', 'x-3.log', 'x.log.txt', 'x.log-3', 'x.LOG', 'x', '.log']) {
      await t.must('start', {
        name: 'numbered', script: 'plain.js', instances: 2, exec_mode: 'fork', merge_logs: false,
        out_file: `numbered/${name}`, error_file: `numbered/e${name}`, log_file: `numbered/c${name}`,
        pid_file: `numbered/${name.replace('log', 'pid')}`,
      });
      t.say(name, (await t.must('list')).map(({ pm2_env: e }) =>
        [e.pm_out_log_path, e.pm_err_log_path, e.pm_log_path, e.pm_pid_path]));
      await t.must('delete', 'numbered');
    }
  },

  async off(t) {
    for (const [name, options] of Object.entries({
      both: { out_file: '/dev/null', error_file: 'NULL' },
      out: { out_file: 'NULL' },
      err: { error_file: '/dev/null' },
      worker: { out_file: '/dev/null', error_file: '/dev/null', instances: 1, exec_mode: 'cluster' },
      combined: { out_file: '/dev/null', error_file: '/dev/null', log_file: 'combined.log' },
      dated: { out_file: 'NULL', error_file: 'NULL', log_file: 'dated.log', log_date_format: 'YYYY' },
    })) {
      t.mark();
      await t.must('start', { script: 'plain.js', name, ...options });
      await t.output('hello');
      await t.output('an error line', 'log:err');
      const both = options.log_file ? await t.content(options.log_file, 2) : '';
      t.say('told of ' + name, [t.text('log:out'), t.text('log:err'), both.split('\n').sort()]);
      await t.must('delete', name);
    }
    t.say('files', fs.readdirSync(`${t.home}/logs`)
      .filter((file) => /^(both|out|err|worker|combined|dated)-/.test(file)).sort());
  },

  async formats(t) {
    for (const options of [
      {}, { log_date_format: 'YYYY' }, { log_type: 'json' }, { log_type: 'json', log_date_format: 'YYYY' },
      { time: true },
    ]) {
      t.mark();
      await t.must('start', {
        name: 'lines', script: 'lines.js', wait_ready: true, pmx: false, log_file: 'both.log', ...options,
      });
      const go = () => t.must('sendDataToProcessId', 0, { type: 'go', data: {}, topic: 'x' });
      await go();
      await t.output('two');
      const kind = JSON.stringify(options);
      t.say('whole lines ' + kind, t.plain(t.text('log:out')));
      await go();
      if (!options.log_type && !options.log_date_format && !options.time) {
        await t.output('partial');
      }
      await go();
      await t.output('rest');
      await go();
      await t.output('bad', 'log:err');
      const tell = kind === '{}'
        ? (step, value) => t.say(step, value)
        : (step, value) => t.differs('lines are never torn', step, value);
      t.say('errors ' + kind, t.plain(t.text('log:err')));
      tell('pieces ' + kind, t.plain(t.text('log:out')));
      await t.must('delete', 'lines');
      tell('out file ' + kind, t.plain(await t.content(`${t.home}/logs/lines-out.log`)));
      t.say('err file ' + kind, t.plain(await t.content(`${t.home}/logs/lines-error.log`)));
      tell('both ' + kind, t.plain(await t.content('both.log')));
      ['both.log', `${t.home}/logs/lines-out.log`, `${t.home}/logs/lines-error.log`].forEach(fs.unlinkSync);
    }
  },
};
