# Read by drover and drover-supervisor. Java names files and reads variables by the charset of the locale, and only UTF-8 names
# them all: at log-in, over ssh and in containers there often is none. The services get what the user has set: it is in
# DROVER_LOCALE (LC_ALL,LC_CTYPE,LC_MESSAGES; empty is unset), from which domain.OwnEnvironment restores it.
case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *)
    DROVER_LOCALE=${LC_ALL-},${LC_CTYPE-},${LC_MESSAGES-}
    LC_CTYPE=C.UTF-8
    LC_MESSAGES=${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}}
    unset LC_ALL
    export DROVER_LOCALE LC_CTYPE LC_MESSAGES
    ;;
esac
