package dev.drover.childprocess;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A command of {@code exec} or {@code execFile}: Node's promise and its {@code child}.
 *
 * @param child the running child; empty when it could not be started
 * @param result what it wrote, once it has ended with 0 and its outputs are closed; else completed
 *     with an {@link ExecException} or {@link AbortException}. To cancel it does not end the child:
 *     kill the child, or give an {@link AbortSignal}
 */
public record Execution(Optional<ChildProcess> child, CompletableFuture<ExecResult> result) {}
