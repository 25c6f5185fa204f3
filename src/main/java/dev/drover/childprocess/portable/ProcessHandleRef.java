package dev.drover.childprocess.portable;

import dev.drover.childprocess.ProcessRef;
import dev.drover.domain.Signal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;

/** A process by the JDK's handle, which compares start times before it signals. */
record ProcessHandleRef(ProcessHandle handle) implements ProcessRef {

    static final boolean WINDOWS = File.separatorChar == '\\';

    private static final Logger LOG = LoggerFactory.getLogger(ProcessHandleRef.class);

    @Override
    public long pid() {
        return handle.pid();
    }

    @Override
    public String start() {
        return handle.info().startInstant().map(Object::toString).orElse("");
    }

    @Override
    public boolean isAlive() {
        return handle.isAlive();
    }

    @Override
    public boolean signal(Signal signal) {
        if (!handle.isAlive()) {
            return false;
        }
        if (WINDOWS || signal.equals(Signal.SIGKILL)) {
            return handle.destroyForcibly();
        }
        if (signal.equals(Signal.SIGTERM)) {
            return handle.destroy();
        }
        return throughKill(signal);
    }

    /**
     * A moment lies between the look at the start time and the signal; the JDK has no better way.
     */
    private boolean throughKill(Signal signal) {
        try {
            return new ProcessBuilder(
                                    "/bin/kill", "-" + signal.number(), Long.toString(handle.pid()))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            LOG.warn("/bin/kill could not be started: {}", e.getMessage());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
