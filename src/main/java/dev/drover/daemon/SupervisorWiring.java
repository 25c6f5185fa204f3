package dev.drover.daemon;

import dev.drover.domain.Home;
import dev.drover.protocol.pm2.Pm2ChildEnvironment;
import dev.drover.supervisor.Supervisor;

/** Gives the supervisor what it needs of the protocol: the names that children and saved lists see. */
final class SupervisorWiring {

    private SupervisorWiring() {}

    static Supervisor open(Home home) {
        return Supervisor.open(home, new Pm2ChildEnvironment(home)::of);
    }
}
