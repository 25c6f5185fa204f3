package dev.drover.protocol.pm2;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment of a child (spec/pm2.md section 7.1): every scalar of its {@code pm2_env}, and
 * the declared variables over them.
 */
public final class Pm2ChildEnvironment {

    private final Home home;

    public Pm2ChildEnvironment(Home home) {
        this.home = home;
    }

    /** The whole environment of the run that is about to start. */
    public Map<String, String> of(ProcessDescription process) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PM2_HOME", home.root().toString());
        if (process.spec().interpreter().contains("python")) {
            environment.put("PYTHONUNBUFFERED", "1");
        }
        ListEntry.pm2Env(process)
                .forEach(
                        (name, value) -> {
                            if (Fields.isScalar(value)) {
                                environment.put(name, Fields.scalarText(value));
                            }
                        });
        environment.putAll(process.spec().env());
        SpecFields.incremented(process.spec(), process.instance())
                .ifPresent(
                        variable ->
                                environment.put(variable.getKey(), variable.getValue().toString()));
        environment.keySet().removeIf(name -> name.isEmpty() || name.indexOf('=') >= 0);
        return environment;
    }
}
