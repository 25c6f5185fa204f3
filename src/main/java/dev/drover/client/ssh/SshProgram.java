package dev.drover.client.ssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The user's {@code ssh}: its configuration, agent, known hosts and jumps all apply.
 *
 * @param command the program and the arguments that come before all others
 */
public record SshProgram(List<String> command) {

    /** The one that {@code DROVER_SSH} names, else the one on the PATH. */
    public static SshProgram of(Map<String, String> environment) {
        String named = environment.getOrDefault("DROVER_SSH", "");
        return new SshProgram(List.of(named.isEmpty() ? "ssh" : named));
    }

    /**
     * Nothing may be asked, because nobody could answer; a dead connection is noticed within 30 s.
     * A connection that the user shares between terminals is left alone: a forwarding that was
     * added to it would stay when this program has gone. A forwarding of the user's own
     * configuration may fail, as it does in a second terminal.
     */
    private static final List<String> OPTIONS =
            List.of(
                    "BatchMode=yes",
                    "ConnectTimeout=20",
                    "ServerAliveInterval=10",
                    "ServerAliveCountMax=3",
                    "ControlMaster=no",
                    "ControlPath=none",
                    "ExitOnForwardFailure=no",
                    "StreamLocalBindUnlink=yes",
                    "StreamLocalBindMask=0177",
                    "PermitLocalCommand=no",
                    "RemoteCommand=none",
                    "LogLevel=INFO");

    public SshProgram {
        command = List.copyOf(command);
    }

    /** A socket here, and the one on the other machine that stands behind it. */
    record Forwarding(Path here, String there) {

        private String argument() {
            return escaped(here.toString()) + ":" + escaped(there);
        }

        /** As {@code ssh} reads a path: it expands percent signs and separates at colons. */
        private static String escaped(String path) {
            return path.replace("\\", "\\\\").replace(":", "\\:").replace("%", "%%");
        }
    }

    /**
     * The command line of a shell on the other machine that reads its orders from its input. No
     * word of the user's goes through a shell on the way.
     */
    List<String> shell(SshDestination destination, List<Forwarding> forwardings) {
        List<String> words = new ArrayList<>(command);
        // No terminal, no agent and no display over there.
        words.addAll(List.of("-T", "-a", "-x"));
        OPTIONS.forEach(option -> words.addAll(List.of("-o", option)));
        forwardings.forEach(one -> words.addAll(List.of("-L", one.argument())));
        words.addAll(destination.arguments());
        words.add("sh");
        return words;
    }
}
