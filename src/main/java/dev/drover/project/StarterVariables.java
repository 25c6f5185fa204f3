package dev.drover.project;

import java.util.List;
import java.util.Set;

/**
 * Which variables of a service belong to whoever started it and not to the service. A service has
 * the whole environment of its starter; a definition that is written down for another place names
 * only what the service is meant to have.
 */
public final class StarterVariables {

    private static final Set<String> OF_SESSION =
            Set.of(
                    "_",
                    "COLORTERM",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "DESKTOP_SESSION",
                    "DISPLAY",
                    "LS_COLORS",
                    "NODE_APP_INSTANCE",
                    "NODE_CHANNEL_FD",
                    "OLDPWD",
                    "PWD",
                    "SESSION_MANAGER",
                    "SHLVL",
                    "TERM",
                    "TERM_PROGRAM",
                    "TERM_PROGRAM_VERSION",
                    "TMUX",
                    "TMUX_PANE",
                    "WAYLAND_DISPLAY",
                    "WINDOWID",
                    "XAUTHORITY",
                    "unique_id");

    private static final List<String> OF_SESSION_BY_BEGINNING =
            List.of("DROVER_", "GNOME_", "KITTY_", "PM2_", "SSH_", "VSCODE_", "VTE_", "XDG_");

    private static final Set<String> OF_USER =
            Set.of("HOME", "HOSTNAME", "LOGNAME", "MAIL", "SHELL", "USER", "USERNAME");

    /**
     * PM2's client gives each app a variable of the app's own name: a module's settings, of which
     * there are none.
     */
    private static final String NO_SETTINGS = "{}";

    private StarterVariables() {}

    /**
     * True for what a terminal, a desktop, a shell, a supervisor or its client put there for
     * themselves: no service is meant to have it.
     *
     * @param app the service's name
     */
    public static boolean isOfSession(String app, String name, String value) {
        return OF_SESSION.contains(name)
                || OF_SESSION_BY_BEGINNING.stream().anyMatch(name::startsWith)
                || name.equals(app) && value.equals(NO_SETTINGS);
    }

    /**
     * True for what says who the starter is: a service that is run elsewhere has those of its user
     * there, unless somebody gave it others on purpose.
     */
    public static boolean isOfUser(String name) {
        return OF_USER.contains(name);
    }
}
