module.exports = {
  apps: [{
    name: 'web',
    script: './web.js',
    args: process.env.WEB,
    instances: 2,
    exec_mode: 'cluster',
    increment_var: 'STEP',
    env: { STEP: 40, NODE_ENV: 'development' },
    env_production: { NODE_ENV: 'production' },
  }, {
    name: 'own',
    script: './worker.js',
    instances: 2,
    instance_var: 'INSTANCE',
    merge_logs: true,
    env: { NODE_ENV: 'development' },
    env_production: { NODE_ENV: 'production' },
  }, {
    name: 'plain',
    script: './worker.js',
    exec_mode: 'fork',
  }],
};
