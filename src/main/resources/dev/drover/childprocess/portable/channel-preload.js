'use strict';
// Loaded by NODE_OPTIONS before the program: gives it its IPC channel over a Unix socket, because a JVM without native
// code cannot hand down a descriptor. The variables go first, so that the program and its own children do not see them.
const socket = process.env.DROVER_CHANNEL;
const mode = process.env.DROVER_CHANNEL_MODE;
const options = process.env.DROVER_NODE_OPTIONS;
delete process.env.DROVER_CHANNEL;
delete process.env.DROVER_CHANNEL_MODE;
delete process.env.DROVER_NODE_OPTIONS;
if (options === undefined) {
  delete process.env.NODE_OPTIONS;
} else {
  process.env.NODE_OPTIONS = options;
}

if (socket !== undefined) {
  // Node attaches a channel to a descriptor that it opens; ours is connected at that moment instead.
  const {Pipe, PipeConnectWrap} = process.binding('pipe_wrap');
  const open = Pipe.prototype.open;
  Pipe.prototype.open = function () {
    Pipe.prototype.open = open;
    const request = new PipeConnectWrap();
    request.oncomplete = writeAtOnce(this);
    return this.connect(request, socket);
  };
  require('child_process')._forkChild(-1, mode);
}

// The socket is connected at once, but libuv writes nothing before its loop has run, so what is sent before
// process.exit() or process.disconnect() would be lost. Until then it is written past libuv. Returns what ends that.
function writeAtOnce(channel) {
  const {writeSync} = require('fs');
  const shadow = (name, toBytes) => {
    channel[name] = function (request, message, handle) {
      const bytes = toBytes(message);
      let written = 0;
      try {
        while (written < bytes.length) {
          written += writeSync(channel.fd, bytes, written);
        }
      } catch {
        // The socket is full: the rest, and all that follows, waits for the loop.
        end();
        return this.writeBuffer(request, bytes.subarray(written), handle);
      }
      // Node waits for this when it takes the write for an asynchronous one.
      setImmediate(() => request.oncomplete?.(0));
      return 0;
    };
  };
  const end = () => {
    delete channel.writeUtf8String;
    delete channel.writeBuffer;
  };
  shadow('writeUtf8String', (text) => Buffer.from(text));
  shadow('writeBuffer', (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return end;
}
