process.stdin.on('data', (data) => console.log('got ' + JSON.stringify(String(data))));
console.log('listening');
