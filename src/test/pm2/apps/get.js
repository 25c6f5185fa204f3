// node get.js PORT [TIMES] [PATH]: the answers, each once, sorted.
const http = require('http');
const [port, times = 4, path = '/'] = process.argv.slice(2);
const ask = () => new Promise((done) => {
  http.get({ host: '127.0.0.1', port, path, agent: false }, (response) => {
    let text = '';
    response.on('data', (data) => { text += data; });
    response.on('end', () => done(text));
  }).on('error', (error) => done(error.code));
});
(async () => {
  const answers = new Set();
  for (let i = 0; i < times; i++) {
    answers.add(await ask());
  }
  console.log([...answers].sort().join('\n'));
})();
