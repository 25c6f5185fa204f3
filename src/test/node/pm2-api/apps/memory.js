// Holds on to 200 MB.
const held = [];
for (let i = 0; i < 20; i++) {
  held.push(Buffer.alloc(10 << 20, 1));
}
setInterval(() => held.length, 1000);
