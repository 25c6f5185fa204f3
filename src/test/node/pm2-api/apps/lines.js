// Output in pieces, as spec/pm2.md section 6.7 has it; goes on at each message.
const steps = [
  () => console.log('one\ntwo'),
  () => process.stdout.write('partial'),
  () => process.stdout.write(' rest\n\n'),
  () => console.error('bad'),
];
process.on('message', () => steps.shift()());
process.send('ready');
