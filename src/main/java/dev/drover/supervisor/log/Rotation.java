package dev.drover.supervisor.log;

import dev.drover.childprocess.ChildProcesses;
import dev.drover.childprocess.FileSpace;
import dev.drover.domain.LogRotation;
import dev.drover.supervisor.store.PrivateFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * The steps by which bytes are taken off a log and become a rotated file. Before each step that
 * cannot be taken twice the index says what is about to be done, so that {@link #recover} can tell
 * how far it went: a supervisor that is killed in between leaves no byte out and none twice.
 */
final class Rotation {

    private final Archives archives;

    Rotation(LogRotation policy) {
        archives = new Archives(policy);
    }

    /** Finishes or takes back what was under way when the supervisor before ended. */
    static void recover(Path log, LogIndex index) throws IOException {
        Path aside = aside(log);
        LogIndex.Head head = index.head();
        if (head.step() == LogIndex.Step.NONE) {
            if (Files.exists(aside)) {
                // A copy that was not used.
                Files.delete(aside);
            }
            return;
        }
        boolean taken =
                switch (head.step()) {
                    case CUTTING -> wasCut(log, head);
                    case MOVING -> Files.exists(aside);
                    case SPOOLING -> Inodes.find(log, head.place()).isEmpty();
                    case NONE, NAMING -> false;
                };
        long base = taken ? head.base() + head.length() : head.base();
        if (taken || head.step() == LogIndex.Step.NAMING) {
            index.setHead(new LogIndex.Head(base, LogIndex.Step.NAMING, 0, 0));
            new Archives(LogRotation.DEFAULT).name(aside, log);
        } else {
            Files.deleteIfExists(aside);
        }
        index.setHead(new LogIndex.Head(base, LogIndex.Step.NONE, 0, 0));
    }

    /** The byte that should stay first says by its place on the disk whether it is that. */
    private static boolean wasCut(Path log, LogIndex.Head head) throws IOException {
        Optional<FileSpace> opened = ChildProcesses.openFileSpace(log);
        if (opened.isEmpty()) {
            return false;
        }
        try (FileSpace space = opened.get()) {
            return space.placeOf(0) == head.place();
        }
    }

    /** What is being rotated off is here until it gets its name. */
    static Path aside(Path log) {
        return log.resolveSibling(log.getFileName() + ".rotating");
    }

    /** For a log that only we write to. */
    void moveAside(Path log, LogIndex index) throws IOException {
        Path aside = aside(log);
        Files.deleteIfExists(aside);
        long length = Files.size(log);
        index.setHead(new LogIndex.Head(index.base(), LogIndex.Step.MOVING, length, 0));
        Files.move(log, aside, StandardCopyOption.ATOMIC_MOVE);
        name(log, index, length);
    }

    /** Takes {@code length} bytes off the head of the log, which now are aside, and names them. */
    void name(Path log, LogIndex index, long length) throws IOException {
        long base = index.base() + length;
        index.setHead(new LogIndex.Head(base, LogIndex.Step.NAMING, 0, 0));
        archives.name(aside(log), log);
        index.setHead(new LogIndex.Head(base, LogIndex.Step.NONE, 0, 0));
    }

    /**
     * For a log that its service appends to: copies its head aside and cuts it off.
     *
     * @return false when this file system cannot do that; nothing has changed then
     */
    boolean cutHead(LogFile file, LogFollower follower) throws IOException {
        long dealtWith = follower.logPosition() - file.base();
        long length = (dealtWith - 1) / FileSpace.UNIT * FileSpace.UNIT;
        Optional<FileSpace> opened = ChildProcesses.openFileSpace(file.path());
        if (opened.isEmpty()) {
            return false;
        }
        try (FileSpace space = opened.get()) {
            long place = length <= 0 ? -1 : space.placeOf(length);
            if (place < 0) {
                return false;
            }
            copy(file.path(), aside(file.path()), 0, length);
            boolean cut = follower.cut(length, bytes -> cut(file, space, bytes, place));
            if (!cut) {
                Files.deleteIfExists(aside(file.path()));
            }
            return cut;
        }
    }

    private void cut(LogFile file, FileSpace space, long length, long place) throws IOException {
        synchronized (file) {
            LogIndex index = file.index();
            long base = index.base();
            index.setHead(new LogIndex.Head(base, LogIndex.Step.CUTTING, length, place));
            try {
                space.removeHead(length);
            } catch (IOException e) {
                index.setHead(new LogIndex.Head(base, LogIndex.Step.NONE, 0, 0));
                throw e;
            }
            name(file.path(), index, length);
        }
    }

    /** Copies bytes {@code [begin, end)} to the same place of another file, down to the disk. */
    static void copy(Path from, Path to, long begin, long end) throws IOException {
        Set<StandardOpenOption> options =
                begin == 0
                        ? Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                        : Set.of(StandardOpenOption.WRITE);
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = PrivateFiles.open(to, options)) {
            target.position(begin);
            long at = begin;
            while (at < end) {
                long copied = source.transferTo(at, end - at, target);
                if (copied <= 0) {
                    throw new IOException("The log " + from + " became shorter.");
                }
                at += copied;
            }
            target.force(false);
        }
    }

    Archives archives() {
        return archives;
    }
}
