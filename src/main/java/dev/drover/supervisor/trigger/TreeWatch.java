package dev.drover.supervisor.trigger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells of every change below some folders, and of some files. What is ignored is not even looked
 * into.
 */
final class TreeWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TreeWatch.class);
    private static final int MAX_FOLDERS = 8192;
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_DELETE,
        StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final WatchService service;
    private final WatchedPaths paths;
    private final Predicate<Path> ignored;
    private final Consumer<Path> changed;
    private final List<Path> missing = new ArrayList<>();
    private final Set<Path> files = ConcurrentHashMap.newKeySet();
    private final Map<WatchKey, Folder> folders = new ConcurrentHashMap<>();

    /**
     * @param whole false: only the files that were named count
     */
    private record Folder(Path path, boolean whole) {}

    private TreeWatch(
            WatchService service,
            WatchedPaths paths,
            Predicate<Path> ignored,
            Consumer<Path> changed) {
        this.service = service;
        this.paths = paths;
        this.ignored = ignored;
        this.changed = changed;
    }

    /**
     * Watches from now on. Blocks while the folders are walked.
     *
     * @param changed is called on a thread of the watch
     * @throws IOException when none of the paths is there, or one cannot be watched
     */
    static TreeWatch open(WatchedPaths paths, Predicate<Path> ignored, Consumer<Path> changed)
            throws IOException {
        Path first = paths.roots().getFirst();
        WatchService service = first.getFileSystem().newWatchService();
        TreeWatch watch = new TreeWatch(service, paths, ignored, changed);
        try {
            for (Path path : paths.roots()) {
                try {
                    watch.add(path);
                } catch (NoSuchFileException e) {
                    watch.missing.add(path);
                }
            }
            if (watch.folders.isEmpty()) {
                throw new NoSuchFileException(first.toString());
            }
        } catch (IOException e) {
            watch.close();
            throw e;
        }
        Thread.ofVirtual().name("drover-watch").start(watch::run);
        return watch;
    }

    /** What is not there, nor the folder that it would be in. */
    List<Path> missing() {
        return List.copyOf(missing);
    }

    private void add(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            addTree(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            files.add(path);
            folders.putIfAbsent(parent.register(service, KINDS), new Folder(parent, false));
        }
    }

    private void addTree(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (!folder.equals(root) && ignored.test(folder)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        if (folders.size() >= MAX_FOLDERS) {
                            throw new IOException(
                                    "There are more than "
                                            + MAX_FOLDERS
                                            + " folders below "
                                            + root
                                            + "; watch fewer of them.");
                        }
                        folders.put(folder.register(service, KINDS), new Folder(folder, true));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        LOG.debug("{} is not watched.", file, e);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.take();
                Folder folder = folders.get(key);
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (folder != null) {
                        take(folder, event);
                    }
                }
                if (!key.reset()) {
                    folders.remove(key);
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("A watch has ended.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Folder folder, WatchEvent<?> event) {
        Path path =
                event.context() instanceof Path name ? folder.path().resolve(name) : folder.path();
        if (!folder.whole() && !files.contains(path) || ignored.test(path)) {
            return;
        }
        boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        if (isFolder && event.kind() == StandardWatchEventKinds.ENTRY_CREATE) {
            try {
                addTree(path);
                tellOfFiles(path);
            } catch (IOException e) {
                LOG.warn("The new folder {} is not watched.", path, e);
            }
        }
        if (paths.contains(path)
                && (!isFolder || event.kind() != StandardWatchEventKinds.ENTRY_MODIFY)) {
            changed.accept(path);
        }
    }

    /** Those that were there before the new folder was watched; it may be none that counts. */
    private void tellOfFiles(Path folder) throws IOException {
        if (paths.contains(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(file -> paths.contains(file) && !ignored.test(file)).forEach(changed);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
