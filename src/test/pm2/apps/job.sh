#!/bin/bash
echo "shell $1 $2 $GREETING"
exec sleep 1000
