process.stderr.write('boom\n', () => process.exit(1));
