package dev.drover.ui.sendmessage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps what was sent, and templates, in a file of the state folder that only its owner may read. A
 * file that cannot be read is as good as none. Never blocks its caller; safe for use by several
 * threads.
 */
final class MessageStore {

    private static final Logger LOG = LoggerFactory.getLogger(MessageStore.class);

    static final int MAX_ENTRIES = 200;
    static final int MAX_CHARS = 2 << 20;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final ObjectMapper MAPPER = new JsonMapper();

    private final Path file;
    private CompletableFuture<Void> lastWrite = CompletableFuture.completedFuture(null);

    /**
     * One message as it is kept.
     *
     * @param to whom it was for; one process by its name, as ids do not outlive a supervisor
     * @param raw true: without PM2's packet around it
     * @param type PM2's; empty for a raw one
     * @param topic PM2's; empty for a raw one
     * @param draft the text of the editor
     * @param at milliseconds since 1970
     * @param template its name when it is one; else empty
     * @param schema JSON Schema for its form; empty: none
     */
    record Entry(
            Addressee to,
            boolean raw,
            String type,
            String topic,
            String draft,
            long at,
            String template,
            String schema) {

        boolean isTemplate() {
            return !template.isEmpty();
        }

        /** By hand: nobody may look into our packages, and Jackson binds only what it sees. */
        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            putTo(json);
            json.put("raw", raw);
            json.put("type", type);
            json.put("topic", topic);
            json.put("draft", draft);
            json.put("at", at);
            json.put("template", template);
            json.put("schema", schema);
            return json;
        }

        private void putTo(Map<String, Object> json) {
            switch (to) {
                case Addressee.One one -> json.put("process", one.name());
                case Addressee.Instances all -> json.put("instances", all.name());
                case Addressee.Namespace all -> json.put("namespace", all.name());
                case Addressee.Chosen chosen ->
                        json.put(
                                "chosen",
                                chosen.processes().stream()
                                        .map(one -> Map.of("id", one.id(), "name", one.name()))
                                        .toList());
            }
        }

        private static Addressee toOf(JsonNode json) {
            if (json.has("instances")) {
                return new Addressee.Instances(json.path("instances").asText());
            }
            if (json.has("namespace")) {
                return new Addressee.Namespace(json.path("namespace").asText());
            }
            if (json.has("chosen")) {
                List<Addressee.One> chosen = new ArrayList<>();
                for (JsonNode one : json.path("chosen")) {
                    chosen.add(
                            new Addressee.One(one.path("id").asInt(), one.path("name").asText()));
                }
                return new Addressee.Chosen(chosen);
            }
            return new Addressee.One(Addressee.NOBODY, json.path("process").asText());
        }

        private static Entry of(JsonNode json) {
            return new Entry(
                    toOf(json),
                    json.path("raw").asBoolean(),
                    json.path("type").asText(),
                    json.path("topic").asText(),
                    json.path("draft").asText(),
                    json.path("at").asLong(),
                    json.path("template").asText(),
                    json.path("schema").asText());
        }

        private int size() {
            return draft.length() + schema.length() + topic.length() + type.length();
        }
    }

    /**
     * @param stateFolder made when it is not there
     */
    MessageStore(Path stateFolder) {
        file = stateFolder.resolve("messages.json");
    }

    /** What was kept: newest first. */
    CompletableFuture<List<Entry>> load() {
        return CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread);
    }

    /** Keeps these and forgets the others. Completes when they are on the disk, or cannot be. */
    synchronized CompletableFuture<Void> save(List<Entry> newestFirst) {
        List<Entry> kept = bounded(newestFirst);
        lastWrite = lastWrite.thenRunAsync(() -> write(kept), Thread::startVirtualThread);
        return lastWrite;
    }

    /** The newest that fit; templates before all others. */
    static List<Entry> bounded(List<Entry> newestFirst) {
        List<Entry> byWorth = new ArrayList<>(newestFirst);
        byWorth.sort((a, b) -> Boolean.compare(b.isTemplate(), a.isTemplate()));
        List<Entry> kept = new ArrayList<>();
        long chars = 0;
        for (Entry entry : byWorth) {
            chars += entry.size();
            if (kept.size() == MAX_ENTRIES || chars > MAX_CHARS) {
                break;
            }
            kept.add(entry);
        }
        return newestFirst.stream().filter(kept::contains).toList();
    }

    private List<Entry> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Entry> kept = new ArrayList<>();
            MAPPER.readTree(Files.readString(file)).forEach(json -> kept.add(Entry.of(json)));
            return kept;
        } catch (IOException e) {
            LOG.warn("cannot read {}: the history of messages begins anew", file, e);
            return List.of();
        }
    }

    private void write(List<Entry> entries) {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent(), mode("rwx------"));
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, mode("rw-------"));
            Files.writeString(
                    fresh, MAPPER.writeValueAsString(entries.stream().map(Entry::toJson).toList()));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entries are plain maps", e);
        } catch (IOException e) {
            LOG.warn("cannot write {}: the history of messages is forgotten", file, e);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
