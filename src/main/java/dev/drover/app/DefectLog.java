package dev.drover.app;

import dev.drover.ui.common.FxThread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What happens to an exception that nobody expected: its trace goes to a file, the user is told one
 * sentence, once per defect. A defect of the window never ends it.
 */
final class DefectLog implements Thread.UncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(DefectLog.class);

    private final Path file;
    private final Consumer<Path> tell;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param file gets the traces; its folder is made when needed
     * @param tell shows the user where they are; called on the FX thread
     */
    DefectLog(Path file, Consumer<Path> tell) {
        this.file = file;
        this.tell = tell;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        if (!told.add(defect.getClass() + (trace.length == 0 ? "" : trace[0].toString()))) {
            return;
        }
        try {
            write("%s thread %s%n%s".formatted(Instant.now(), thread.getName(), text(defect)));
        } catch (IOException e) {
            LOG.error("A defect could not be written to {}.", file, defect);
        }
        FxThread.EXECUTOR.execute(() -> tell.accept(file));
    }

    private synchronized void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(Throwable defect) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = defect; cause != null; cause = cause.getCause()) {
            text.append(cause == defect ? "" : "caused by ")
                    .append(cause)
                    .append(System.lineSeparator());
            for (StackTraceElement frame : cause.getStackTrace()) {
                text.append("    at ").append(frame).append(System.lineSeparator());
            }
        }
        return text.toString();
    }
}
