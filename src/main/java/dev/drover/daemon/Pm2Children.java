package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessDescription;
import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.pm2.IncrementedVariable;
import dev.drover.protocol.pm2.Pm2ChildEnvironment;
import dev.drover.protocol.pm2.UserFields;
import dev.drover.supervisor.ChildEnvironment;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a child of PM2's daemon finds: its variables, and the user that PM2's options name. */
final class Pm2Children implements ChildEnvironment {

    private final Pm2ChildEnvironment environment;

    Pm2Children(Home home) {
        environment = new Pm2ChildEnvironment(home);
    }

    @Override
    public Map<String, String> of(ProcessDescription process) {
        return environment.of(process);
    }

    @Override
    public ProcessSpec ofNewInstance(ProcessSpec spec, Supplier<List<ProcessDescription>> present) {
        return IncrementedVariable.ofNewInstance(spec, present);
    }

    @Override
    public User userOf(ProcessSpec spec) {
        return new User(UserFields.uid(spec), UserFields.gid(spec));
    }
}
