package dev.drover.client.ssh;

import dev.drover.client.ssh.SshFailure.Kind;
import dev.drover.domain.PlainText;

import java.util.List;
import java.util.Locale;

/** What {@code ssh} complains about on its standard error, as a kind of failure. */
final class SshComplaint {

    private record Sign(String words, Kind kind) {}

    /** The first that is found decides. */
    private static final List<Sign> SIGNS =
            List.of(
                    new Sign("identification has changed", Kind.HOST_KEY_CHANGED),
                    new Sign("host key verification failed", Kind.HOST_KEY_UNKNOWN),
                    new Sign("permission denied (", Kind.PERMISSION_DENIED),
                    new Sign("too many authentication failures", Kind.PERMISSION_DENIED),
                    new Sign("bad configuration option", Kind.BAD_CONFIGURATION),
                    new Sign("bad owner or permissions on", Kind.BAD_CONFIGURATION),
                    new Sign("could not resolve hostname", Kind.UNKNOWN_HOST),
                    new Sign("connection refused", Kind.UNREACHABLE),
                    new Sign("timed out", Kind.UNREACHABLE),
                    new Sign("no route to host", Kind.UNREACHABLE),
                    new Sign("network is unreachable", Kind.UNREACHABLE),
                    new Sign("connection closed by", Kind.UNREACHABLE),
                    new Sign("connection reset", Kind.UNREACHABLE));

    private SshComplaint() {}

    /**
     * @param said the end of the standard error
     * @param otherwise when it says nothing that is known here
     */
    static SshFailure explain(SshDestination destination, String said, Kind otherwise) {
        String lower = said.toLowerCase(Locale.ROOT);
        Kind kind =
                SIGNS.stream()
                        .filter(sign -> lower.contains(sign.words()))
                        .map(Sign::kind)
                        .findFirst()
                        .orElse(otherwise);
        return new SshFailure(kind, destination, lastLine(said));
    }

    private static String lastLine(String said) {
        return said.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((_, last) -> last)
                .map(PlainText::visible)
                .orElse("ssh said nothing");
    }
}
