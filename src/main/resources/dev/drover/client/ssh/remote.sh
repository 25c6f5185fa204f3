# Run by sh on the machine of a remote home, from its standard input, by Drover's SshLink.
# The line in front of it sets "want": the folder of the home, quoted. What Drover reads begins with
# a mark, because a login shell may print anything before. The end of the input is the end.
case $want in
'~/'*) home=$HOME/${want#'~/'} ;;
*) home=$want ;;
esac

say() {
    printf 'drover-remote %s\n' "$*"
}

supervisor() {
    cat "$home/pm2.pid" 2>/dev/null
}

facts() {
    folder=no
    socket=no
    running=no
    program=no
    if [ -d "$home" ]; then folder=yes; fi
    if [ -d "$home" ] && ! [ -x "$home" ]; then folder=closed; fi
    if [ -S "$home/rpc.sock" ]; then socket=yes; fi
    case $(supervisor) in
    '' | *[!0-9]*) ;;
    *) if kill -0 "$(supervisor)" 2>/dev/null; then running=yes; fi ;;
    esac
    if command -v drover >/dev/null 2>&1; then program=yes; fi
    say "facts $folder $socket $running $program"
}

# PM2's home, where Drover starts nothing: by its name, or by what PM2's client makes in each.
is_pm2() {
    if [ -e "$home/drover.lock" ] || [ -e "$home/drover-list.json" ]; then return 1; fi
    case $home in */.pm2) return 0 ;; esac
    [ -e "$home/module_conf.json" ] || [ -e "$home/modules" ] || [ -e "$home/touch" ]
}

# Starts Drover's supervisor and waits, 30 s at most, for its socket or its end.
start() {
    if ! command -v drover >/dev/null 2>&1; then
        say 'missing'
        return
    fi
    if is_pm2; then
        say 'pm2'
        return
    fi
    before=$(supervisor)
    said=$(mktemp) || { say 'failed no temporary file'; return; }
    (
        cd "$HOME" || exit 1
        exec nohup drover --home "$home" daemon </dev/null >"$said" 2>&1
    ) &
    started=$!
    rounds=0
    while [ "$rounds" -lt 150 ] && kill -0 "$started" 2>/dev/null; do
        if [ -S "$home/rpc.sock" ] && [ "$(supervisor)" != "$before" ]; then break; fi
        sleep 0.2
        rounds=$((rounds + 1))
    done
    if [ -S "$home/rpc.sock" ] && [ "$(supervisor)" != "$before" ]; then
        say 'started'
    else
        say "failed $(tail -n 1 "$said" | cut -c 1-400)"
    fi
    rm -f "$said"
}

say "home $home"
while read -r order; do
    case $order in
    facts) facts ;;
    start) start ;;
    esac
done
