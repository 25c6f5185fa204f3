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
  // Node attaches a channel to a descriptor that it opens; ours is connected at that moment instead, synchronously, so
  // that a message sent just before process.exit() arrives.
  const {Pipe, PipeConnectWrap} = process.binding('pipe_wrap');
  const open = Pipe.prototype.open;
  Pipe.prototype.open = function () {
    Pipe.prototype.open = open;
    const request = new PipeConnectWrap();
    request.oncomplete = () => {};
    return this.connect(request, socket);
  };
  require('child_process')._forkChild(-1, mode);
}
