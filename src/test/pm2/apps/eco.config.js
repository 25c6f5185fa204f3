module.exports = { apps: [
  { name: 'one', script: './app.js', max_restarts: 4, min_uptime: '2s', kill_timeout: 3000, env: { GREETING: 'hello' }, env_staging: { GREETING: 'staged', EXTRA: 'yes' } },
  { name: 'two', script: './env.js', args: ['p q', 'r'], node_args: '--no-warnings', cwd: '.', merge_logs: false, filter_env: ['HIDE'] },
] };
