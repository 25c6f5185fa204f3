package dev.drover.daemon;

import dev.drover.protocol.Json;
import dev.drover.protocol.ProtocolException;
import dev.drover.protocol.pm2.SpecFields;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The version in the nearest {@code package.json} above a script. */
final class PackageVersion {

    private static final Logger LOG = LoggerFactory.getLogger(PackageVersion.class);
    private static final long MAX_BYTES = 1 << 20;

    private PackageVersion() {}

    static String of(Path script) {
        for (Path folder = script.getParent(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("package.json");
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        return SpecFields.NO_VERSION;
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) <= MAX_BYTES
                    && Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> map
                    && map.get("version") instanceof String version) {
                return version;
            }
        } catch (ProtocolException e) {
            LOG.debug("{} is not JSON.", file, e);
        } catch (IOException e) {
            LOG.debug("{} cannot be read.", file, e);
        }
        return SpecFields.NO_VERSION;
    }
}
