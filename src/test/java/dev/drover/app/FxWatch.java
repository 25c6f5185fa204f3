package dev.drover.app;

import dev.drover.ui.common.FxThread;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches the FX thread for calls that wait for files, sockets, programs or other threads: it looks
 * at its stack many times a second. What the toolkit and the class loader do is theirs.
 */
final class FxWatch implements AutoCloseable {

    private static final int PERIOD_MILLIS = 3;

    /** Beginnings of what waits. */
    private static final List<String> WAITING =
            List.of(
                    "sun.nio.fs.UnixNativeDispatcher.",
                    "sun.nio.fs.UnixFileSystemProvider.",
                    "sun.nio.fs.UnixFileAttributes.",
                    "sun.nio.ch.",
                    "java.nio.file.Files.",
                    "java.io.FileInputStream.",
                    "java.io.FileOutputStream.",
                    "java.io.RandomAccessFile.",
                    "java.io.UnixFileSystem.",
                    "java.net.",
                    "java.lang.ProcessBuilder.",
                    "java.lang.ProcessImpl.",
                    "java.lang.ProcessHandleImpl",
                    "java.lang.Thread.sleep",
                    "jdk.internal.misc.Unsafe.park");

    /** Code and texts are loaded where they are first used. */
    private static final List<String> LOADING =
            List.of(
                    "jdk.internal.loader.",
                    "java.lang.ClassLoader.",
                    "java.util.ResourceBundle",
                    "java.lang.invoke.",
                    "java.util.ServiceLoader",
                    "java.time.zone.",
                    "sun.util.locale.provider.",
                    "java.net.URL.",
                    "java.net.URI.");

    private final ScheduledExecutorService eyes =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("fx-watch").unstarted(task));
    private final Map<String, String> found = new ConcurrentSkipListMap<>();
    private final String ofTheTest;

    /**
     * @param ofTheTest a method of the test itself that may wait
     */
    FxWatch(String ofTheTest) {
        this.ofTheTest = ofTheTest;
        FxThread.EXECUTOR.execute(
                () -> {
                    Thread fx = Thread.currentThread();
                    eyes.scheduleAtFixedRate(
                            () -> look(fx), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                });
    }

    private void look(Thread fx) {
        StackTraceElement[] stack = fx.getStackTrace();
        List<String> frames =
                Stream.of(stack).map(f -> f.getClassName() + "." + f.getMethodName()).toList();
        int ours = 0;
        while (ours < frames.size() && isOfTheSystem(frames.get(ours))) {
            ours++;
        }
        List<String> system = frames.subList(0, ours);
        boolean waits = system.stream().anyMatch(frame -> beginsWith(WAITING, frame));
        boolean loads = system.stream().anyMatch(frame -> beginsWith(LOADING, frame));
        boolean drover = ours < frames.size() && frames.get(ours).startsWith("dev.drover.");
        boolean tests = frames.stream().anyMatch(frame -> frame.endsWith(ofTheTest));
        if (waits && !loads && drover && !tests) {
            found.putIfAbsent(
                    frames.get(ours),
                    Stream.of(stack)
                            .limit(ours + 6L)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining("\n    ")));
        }
    }

    private static boolean isOfTheSystem(String frame) {
        return beginsWith(List.of("java.", "jdk.", "sun.", "javax."), frame);
    }

    private static boolean beginsWith(List<String> beginnings, String frame) {
        return beginnings.stream().anyMatch(frame::startsWith);
    }

    /** Where this program has waited on the FX thread, with the calls. */
    Map<String, String> found() {
        return Map.copyOf(found);
    }

    @Override
    public void close() {
        eyes.shutdownNow();
    }
}
