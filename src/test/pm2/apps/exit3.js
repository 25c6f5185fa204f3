console.error('leaving with 3');
setTimeout(() => process.exit(3), 200);
