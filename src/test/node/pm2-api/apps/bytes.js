// Text that does not fit into one read, and bytes that are no text.
process.on('message', () => {
  process.stdout.write('größe €\n');
  process.stdout.write(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a]));
  process.stdout.write('\n\nend without a line end');
});
process.send('ready');
