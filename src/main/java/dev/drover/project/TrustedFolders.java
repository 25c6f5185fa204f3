package dev.drover.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders whose programs the user lets Drover run, kept in a file of the user's. Trust is for
 * one folder as it really is, links resolved; what lies below it is another folder. Safe for use by
 * several threads; every call reads the file, so that several windows agree.
 */
public final class TrustedFolders implements TrustCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /**
     * @param file a JSON list of paths; made at the first trust
     */
    public TrustedFolders(Path file) {
        this.file = file;
    }

    @Override
    public boolean mayRun(Path program) {
        return contains(program.toAbsolutePath().normalize().getParent());
    }

    /** Whether the user trusts this folder. A damaged file trusts nothing. */
    public synchronized boolean contains(Path folder) {
        return real(folder).filter(real -> all().contains(real.toString())).isPresent();
    }

    /**
     * Remembers a folder.
     *
     * @throws IOException when it does not exist, or the file cannot be written
     */
    public synchronized void add(Path folder) throws IOException {
        String real = folder.toRealPath().toString();
        List<String> folders = new ArrayList<>(all());
        if (!folders.contains(real)) {
            folders.add(real);
            write(folders);
        }
    }

    /**
     * Forgets a folder.
     *
     * @throws IOException when the file cannot be written
     */
    public synchronized void remove(Path folder) throws IOException {
        List<String> folders = new ArrayList<>(all());
        if (folders.remove(real(folder).orElse(folder).toString())) {
            write(folders);
        }
    }

    private static Optional<Path> real(Path folder) {
        try {
            return Optional.of(folder.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> all() {
        try {
            JsonNode list = JSON.readTree(Files.readAllBytes(file));
            List<String> folders = new ArrayList<>();
            list.forEach(folder -> folders.add(folder.asText()));
            return folders;
        } catch (IOException e) {
            return List.of();
        }
    }

    private void write(List<String> folders) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "trusted",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, text(folders).getBytes(StandardCharsets.UTF_8));
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(List<String> folders) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(folders) + "\n";
    }
}
