package dev.drover.client.ssh;

import dev.drover.client.RequestException;

/** Why a home on another machine cannot be had; the message is one sentence for the user. */
public final class SshFailure extends RequestException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. Those that the user has to do something about are not tried again. */
    public enum Kind {
        /** This machine has no {@code ssh} program. */
        NO_SSH(true, "There is no ssh program to reach %s with: install OpenSSH."),
        /** An option in the user's configuration is wrong. */
        BAD_CONFIGURATION(true, "ssh does not accept its configuration for %s: %s"),
        UNKNOWN_HOST(false, "No machine is known by the name of %s: %s"),
        UNREACHABLE(false, "%s cannot be reached: %s"),
        HOST_KEY_UNKNOWN(
                true,
                "The key of %1$s is not known yet: run \"ssh %1$s\" once in a terminal and compare"
                        + " its fingerprint."),
        HOST_KEY_CHANGED(
                true,
                "%s shows another key than before: somebody may be in between. Ask its"
                        + " administrator before you remove the old key from known_hosts."),
        PERMISSION_DENIED(
                true,
                "%s wants a password, or a key that ssh does not have at hand: load the key with"
                        + " \"ssh-add\", or install one with \"ssh-copy-id %1$s\"."),
        FORWARDING_FORBIDDEN(
                true,
                "%s does not let its sockets be forwarded: AllowStreamLocalForwarding has to be on"
                        + " in its sshd_config."),
        NO_SHELL(true, "%s lets you in but gives Drover no shell: %s"),
        NO_HOME(false, "There is no folder %2$s on %1$s."),
        HOME_CLOSED(true, "You may not look into %2$s on %1$s."),
        PATH_TOO_LONG(true, "The path %2$s on %1$s is longer than that of a socket may be."),
        NO_SUPERVISOR(false, "No supervisor answers in %2$s on %1$s."),
        START_FAILED(true, "drover could not be started on %s: %s"),
        NO_PROGRAM(
                true,
                "There is no drover on the PATH of %s, so its supervisor cannot be started from"
                        + " here."),
        PM2_HOME(
                true,
                "It is PM2's home on %s, where Drover starts nothing: run \"pm2 ping\" there."),
        CANCELLED(true, "The connection to %s is closed."),
        ENDED(false, "The connection to %s has ended: %s");

        private final boolean needsUser;
        private final String sentence;

        Kind(boolean needsUser, String sentence) {
            this.needsUser = needsUser;
            this.sentence = sentence;
        }
    }

    private final Kind kind;
    private final String destination;
    private final String detail;

    SshFailure(Kind kind, SshDestination destination, String detail) {
        super(kind.sentence.formatted(destination, detail));
        this.kind = kind;
        this.destination = destination.toString();
        this.detail = detail;
    }

    public Kind kind() {
        return kind;
    }

    /** Whom it is about. */
    public String destination() {
        return destination;
    }

    /** What {@code ssh} said, or the folder it is about. */
    public String detail() {
        return detail;
    }

    @Override
    public boolean needsUser() {
        return kind.needsUser;
    }
}
