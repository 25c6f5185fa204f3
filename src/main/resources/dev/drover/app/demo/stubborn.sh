#!/bin/sh
# Drover demo: ignores polite requests to end; stopping it takes until the time-out, then it is killed.
trap 'echo "SIGTERM? No."' TERM
trap 'echo "SIGINT? No."' INT
echo "I ignore SIGTERM and SIGINT"
while :; do
  sleep 1
done
