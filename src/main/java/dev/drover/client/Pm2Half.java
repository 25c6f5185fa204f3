package dev.drover.client;

import dev.drover.domain.ProcessSpec;
import dev.drover.protocol.pm2.InvalidOptionException;
import dev.drover.protocol.pm2.UserFields;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PM2's daemon leaves to its client and Drover's supervisor does by itself: users by number,
 * and Python that does not hold its output back. Blocks for small files. The accounts are those of
 * this machine.
 */
final class Pm2Half {

    private static final String UNBUFFERED = "PYTHONUNBUFFERED";

    private Pm2Half() {}

    /**
     * The specification as PM2's own client would send it.
     *
     * @throws RefusedException when it names a user or group that there is not
     */
    static ProcessSpec of(ProcessSpec spec) {
        try {
            ProcessSpec own = UserFields.resolved(spec);
            return own.interpreter().contains("python") ? unbuffered(own) : own;
        } catch (InvalidOptionException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static ProcessSpec unbuffered(ProcessSpec spec) {
        Map<String, String> env = new LinkedHashMap<>(spec.env());
        env.putIfAbsent(UNBUFFERED, "1");
        return spec.toBuilder().env(env).build();
    }
}
