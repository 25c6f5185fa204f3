#!/bin/sh
# Drover demo: writes a coloured line a few times a second, now and then one to its standard error.
n=0
while :; do
  n=$((n + 1))
  case $((n % 12)) in
    3) printf '\033[33mWARN\033[0m  cache miss for user %d\n' "$n" ;;
    7) printf '\033[31mERROR\033[0m could not reach upstream %d, trying again\n' "$n" >&2 ;;
    *) printf '\033[34mINFO\033[0m  request %d answered in \033[1m%d ms\033[0m\n' "$n" $((n * 7 % 90 + 3)) ;;
  esac
  sleep 0.4
done
