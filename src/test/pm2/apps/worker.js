// What a program sees of being a worker.
const cluster = require('cluster');
console.log(JSON.stringify({
  isWorker: cluster.isWorker,
  isPrimary: cluster.isPrimary,
  isMaster: cluster.isMaster,
  worker: cluster.worker && typeof cluster.worker.id,
  send: typeof process.send,
  connected: process.connected,
  main: require.main === module,
  parent: typeof module.parent,
  argv: process.argv.slice(2),
  execArgv: process.execArgv,
  cwd: process.cwd(),
  tty: [process.stdout.isTTY, process.stderr.isTTY],
  dirname: __dirname,
}));
const names = ['NODE_APP_INSTANCE', 'INSTANCE', 'pm_id', 'name', 'namespace', 'exec_mode', 'instances', 'STEP', 'FOO',
  'HIDE_ME', 'PM2_HOME', 'pm2_env', 'NODE_ENV'];
console.log(names.map((name) => `${name}=${process.env[name]}`).join(' '));
setInterval(() => {}, 1000);
