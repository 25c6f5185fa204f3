// exits.js <code> <ms>: ends by itself.
console.log('run');
setTimeout(() => process.exit(Number(process.argv[2] || 0)), Number(process.argv[3] || 0));
