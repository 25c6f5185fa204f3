package dev.drover.testing;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

import java.io.IOException;
import java.nio.file.Path;

/** Temporary folders with short paths, because that of a socket is limited to 107 bytes. */
public final class NearTheRoot implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
            throws IOException {
        return TemporaryFolders.create();
    }
}
