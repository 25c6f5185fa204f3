package dev.drover.protocol.pm2;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment of a child (spec/pm2.md section 7.1): every scalar of its {@code pm2_env}, and
 * the declared variables over them.
 */
public final class Pm2ChildEnvironment {

    /** What PM2 learns only when the process runs. */
    private static final Set<String> UNKNOWN_AT_SPAWN = Set.of("version", "node_version");

    private final Home home;

    public Pm2ChildEnvironment(Home home) {
        this.home = home;
    }

    /** The whole environment of the run that is about to start. */
    public Map<String, String> of(ProcessDescription process) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PM2_HOME", home.root().toString());
        if (process.spec().interpreter().contains("python")) {
            // Else Python holds its output back until it has some kilobytes.
            environment.put("PYTHONUNBUFFERED", "1");
        }
        Map<String, Object> fields = ListEntry.pm2Env(process);
        fields.keySet().removeAll(UNKNOWN_AT_SPAWN);
        fields.forEach(
                (name, value) -> {
                    if (Fields.isScalar(value)) {
                        environment.put(name, Fields.scalarText(value));
                    }
                });
        environment.putAll(process.spec().env());
        environment.keySet().removeIf(name -> name.isEmpty() || name.indexOf('=') >= 0);
        return environment;
    }
}
