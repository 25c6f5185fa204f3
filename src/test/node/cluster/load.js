// node load.js PORT REQUESTS STEPS: sends that many requests over kept and over fresh connections,
// without ever repeating one, says "step" STEPS times on the way and ends with a line of JSON.
const http = require('http');

const [port, total, steps] = process.argv.slice(2).map(Number);
const KEPT = 6;
const FRESH = 4;
const agent = new http.Agent({ keepAlive: true, maxSockets: KEPT });
const result = { answered: 0, errors: {}, pids: {} };
let sent = 0;
let over = 0;
let running = KEPT + FRESH;

function next(kept) {
  if (sent >= total) {
    if (--running === 0) {
      agent.destroy();
      console.log(JSON.stringify(result));
    }
    return;
  }
  const url = ++sent % 10 === 0 ? '/slow' : '/';
  let text = '';
  let done = false;
  const finish = (error) => {
    if (done) {
      return;
    }
    done = true;
    if (error) {
      const what = `${error.code || error.message} on a ${kept ? 'kept' : 'fresh'} connection`;
      result.errors[what] = (result.errors[what] || 0) + 1;
    } else {
      result.answered++;
      result.pids[text] = (result.pids[text] || 0) + 1;
    }
    if (++over % Math.floor(total / (steps + 1)) === 0 && over / total < 1) {
      console.log('step');
    }
    setImmediate(next, kept);
  };
  http
    .get({ port, host: '127.0.0.1', path: url, agent: kept ? agent : false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (part) => (text += part));
      response.on('end', () => finish());
      response.on('error', finish);
    })
    .on('error', finish);
}

for (let i = 0; i < KEPT; i++) {
  next(true);
}
for (let i = 0; i < FRESH; i++) {
  next(false);
}
