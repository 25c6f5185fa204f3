package dev.drover.supervisor;

import dev.drover.domain.LogHits;
import dev.drover.domain.LogSearchRequest;
import dev.drover.domain.LogWindow;
import dev.drover.domain.LogWindowRequest;

import java.util.concurrent.CompletableFuture;

/** The logs of one entry for reading. Does not block; completes on threads of its own. */
public interface LogAccess {

    /** Fails with an {@link java.io.UncheckedIOException} when the log cannot be read. */
    CompletableFuture<LogWindow> window(LogWindowRequest request);

    /**
     * Fails with an {@link java.io.UncheckedIOException} when the log cannot be read, with a {@link
     * java.util.regex.PatternSyntaxException} when the query is no regular expression.
     */
    CompletableFuture<LogHits> search(LogSearchRequest request);
}
