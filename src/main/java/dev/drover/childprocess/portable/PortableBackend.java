package dev.drover.childprocess.portable;

import dev.drover.childprocess.Backend;
import dev.drover.childprocess.ChildProcess;
import dev.drover.childprocess.FileWatcher;
import dev.drover.childprocess.ProcessRef;
import dev.drover.childprocess.SpawnException;
import dev.drover.childprocess.SpawnOptions;
import java.util.List;
import java.util.Optional;

/** The portable backend. */
public final class PortableBackend implements Backend {

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public boolean isUsable() {
        return true;
    }

    @Override
    public ChildProcess spawn(String command, List<String> args, SpawnOptions options)
            throws SpawnException {
        throw new SpawnException("ENOTSUP", "The portable backend cannot start '%s' yet.".formatted(command));
    }

    @Override
    public Optional<ProcessRef> find(long pid) {
        return Optional.empty();
    }

    @Override
    public List<ProcessRef> descendants(long pid) {
        return List.of();
    }

    @Override
    public FileWatcher openFileWatcher() {
        throw new UnsupportedOperationException("The portable backend cannot watch files yet.");
    }
}
