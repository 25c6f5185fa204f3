// ready.js <ms>: says when it is ready; without a number it never is.
if (process.argv[2]) {
  setTimeout(() => process.send('ready'), Number(process.argv[2]));
}
setInterval(() => {}, 1000);
