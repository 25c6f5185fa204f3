#!/bin/bash
sleep 1000 &
echo "child made"
wait
