package dev.drover.supervisor;

import dev.drover.domain.ExecMode;
import dev.drover.domain.LogStream;
import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services of two cluster workers, for tests. */
final class ClusterRig {

    private static final Pattern LISTENING = Pattern.compile("listening (\\d+)");

    private ClusterRig() {}

    /** One of the programs under {@code src/test/node/cluster}. */
    static Path program(String name) {
        return Path.of("src/test/node/cluster", name).toAbsolutePath();
    }

    static ProcessSpec spec(
            SupervisorRig rig, String program, UnaryOperator<ProcessSpec.Builder> change) {
        return change.apply(
                        ProcessSpec.builder(rig.folder, "web", program(program))
                                .interpreter("node")
                                .mode(ExecMode.CLUSTER)
                                .instances(2)
                                .cwd(rig.folder))
                .build();
    }

    /** The port that an entry says it listens on, once it does. */
    static int port(SupervisorRig rig, int id) {
        String output = rig.awaitOutput(id, LogStream.OUT, text -> LISTENING.matcher(text).find());
        Matcher matcher = LISTENING.matcher(output);
        matcher.find();
        return Integer.parseInt(matcher.group(1));
    }
}
