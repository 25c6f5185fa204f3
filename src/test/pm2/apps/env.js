const shown = Object.keys(process.env)
  .filter((key) => !/^(PATH|PWD|_|SHLVL|OLDPWD|pm_uptime|created_at|node_version|DROVER_ID|version|updateEnv|unique_id|HOME)$/.test(key))
  .filter((key) => !/^(axm_|exit_code|prev_restart_delay|unstable_restarts)/.test(key));
for (const key of shown.sort()) console.log(`${key}=${process.env[key]}`);
console.log('args', JSON.stringify(process.argv.slice(2)));
console.log('cwd', process.cwd());
console.log('execArgv', JSON.stringify(process.execArgv));
console.log('end of env');
setInterval(() => {}, 1000);
