module.exports = {
  apps: [{
    name: 'static',
    script: 'serve',
    env: { PM2_SERVE_PATH: './public', PM2_SERVE_PORT: process.env.WEB, PM2_SERVE_SPA: 'true', PM2_SERVE_HOMEPAGE: '/index.html' },
  }],
};
