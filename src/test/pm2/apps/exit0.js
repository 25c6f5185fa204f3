console.log('done');
setTimeout(() => process.exit(0), 200);
