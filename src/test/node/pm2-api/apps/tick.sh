echo "shell ${name}"
while :; do sleep 1; done
