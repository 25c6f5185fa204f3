'use strict';
// Tells what a program finds of the channel's variables, and where its own came from.
process.send([process.env.NODE_CHANNEL_FD === undefined, process.env.OWN ?? null]);
