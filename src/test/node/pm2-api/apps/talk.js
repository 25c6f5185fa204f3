// Answers messages, and sends one of each kind that PM2 knows.
process.on('message', (message) => {
  if (message === 'greet' || message.msg === 'greet') {
    process.send({ type: 'axm:reply', data: { action_name: 'greet', return: { hello: message.opts || 'you' } } });
    return;
  }
  process.send({ type: 'process:msg', data: { echo: message } });
});
process.on('SIGUSR2', () => process.send({ type: 'signal:seen', data: { signal: 'SIGUSR2' } }));
process.stdin.on('data', (data) => process.send({ type: 'line:seen', data: { line: String(data) } }));
process.send({ type: 'axm:action', data: { action_name: 'greet', opts: null } });
process.send({ type: 'axm:monitor', data: { Loops: { value: 7, type: 'custom' } } });
process.send({ type: 'custom:topic', data: { a: 1 } });
process.send({ type: 'human:event', data: { __name: 'user:register', user: 'Alex' } });
process.send({ type: 'x', data: 0 });
process.send({ hello: 'raw object' });
process.send(['a', 'list']);
process.send(42);
process.send('ready');
