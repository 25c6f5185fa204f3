#!/bin/sh
# Drover demo: lives for a few seconds and then fails, again and again.
echo "starting up"
sleep 4
echo "Error: lost the connection to the database" >&2
exit 3
