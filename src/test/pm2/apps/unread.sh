# Waits until no client reads the events but the comparison itself: one socket listens, one is the comparison's.
until [ "$(grep -c "$PM2_HOME/pub.sock" /proc/net/unix)" -le 2 ]; do sleep 0.05; done
