package dev.drover.testing;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How every {@code @TempDir} is removed ({@code junit-platform.properties}): what a test started
 * may still be writing its last file there.
 */
public final class PatientDeletion implements TempDirDeletionStrategy {

    @Override
    public DeletionResult delete(
            Path folder, AnnotatedElementContext element, ExtensionContext context)
            throws IOException {
        try {
            TemporaryFolders.delete(folder);
        } catch (IOException e) {
            // Permissions that a test took away are its to give back.
            return Standard.INSTANCE.delete(folder, element, context);
        }
        return DeletionResult.builder(folder).build();
    }
}
