// Writes on both streams in every way.
console.log('one\ntwo');
process.stdout.write('part');
setTimeout(() => {
  process.stdout.write(' rest\n');
  console.error('wrong');
  process.stderr.write(Buffer.from('bytes €\n'));
  console.log('%s %d', 'format', 3, { a: 1 });
  console.log('end');
}, 300);
setInterval(() => {}, 1000);
