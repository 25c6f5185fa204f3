process.send({ type: 'axm:action', data: { action_name: 'hello', arity: 0 } });
process.send({ type: 'axm:action', data: { action_name: 'withp', arity: 2 } });
process.on('message', (m) => {
  const name = m.msg || m;
  process.send({ type: 'axm:reply', data: { action_name: name, return: { got: m.opts || 'nothing' } } });
});
console.log('actions announced');
setInterval(() => {}, 1000);
