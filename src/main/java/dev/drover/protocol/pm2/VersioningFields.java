package dev.drover.protocol.pm2;

import dev.drover.domain.PlainText;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.Revision;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code versioning}: what git says of a service's folder, in the shape of PM2 7. Absent while
 * nobody has looked; {@code null} where there is no repository.
 */
public final class VersioningFields {

    static final String KEY = "versioning";
    private static final String REVISION = "revision";

    /** It goes with each event of the service. */
    private static final int LONGEST_COMMENT = 4096;

    private VersioningFields() {}

    /** Whether the definition lets git be asked: {@code vizion}, true if it is not said. */
    public static boolean isWanted(ProcessSpec spec) {
        return !Boolean.FALSE.equals(spec.extra().get("vizion"));
    }

    /** The folder to ask about: {@code cwd} where a user said one, else that of the script. */
    public static Path folder(ProcessSpec spec) {
        Path script = spec.script();
        return spec.extra().containsKey("cwd")
                ? spec.cwd()
                : Optional.ofNullable(script.getParent()).orElse(script);
    }

    /**
     * The same with what git says.
     *
     * @param revision empty where there is no repository
     */
    public static ProcessDescription with(ProcessDescription process, Optional<Revision> revision) {
        Map<String, @Nullable Object> reported = new LinkedHashMap<>(process.reported());
        reported.put(KEY, revision.map(VersioningFields::encode).orElse(null));
        return Descriptions.withReported(process, reported);
    }

    private static Map<String, @Nullable Object> encode(Revision revision) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("type", "git");
        revision.url().ifPresent(url -> map.put("url", PlainText.visible(url)));
        map.put(REVISION, revision.commit());
        map.put("comment", comment(revision.message()));
        map.put("unstaged", revision.changed());
        map.put("branch", PlainText.visible(revision.branch()));
        map.put("remotes", revision.remotes().stream().map(PlainText::visible).toList());
        revision.remote().ifPresent(remote -> map.put("remote", PlainText.visible(remote)));
        map.put("branch_exists_on_remote", revision.onRemote());
        map.put("ahead", revision.ahead());
        map.put("next_rev", revision.next().orElse(null));
        map.put("prev_rev", revision.previous().orElse(null));
        map.put("update_time", revision.committedAt());
        if (!revision.tags().isEmpty()) {
            map.put("tags", revision.tags().stream().map(PlainText::visible).toList());
        }
        map.put("repo_path", revision.folder().toString());
        return map;
    }

    private static String comment(String message) {
        String shown = message.substring(0, Math.min(message.length(), LONGEST_COMMENT));
        return shown.lines().map(PlainText::visible).collect(Collectors.joining("\n"))
                + (shown.endsWith("\n") ? "\n" : "");
    }

    /** The commit, as the messages of a process tell it. */
    static @Nullable Object commit(ProcessDescription process) {
        return process.reported().get(KEY) instanceof Map<?, ?> map ? map.get(REVISION) : null;
    }
}
