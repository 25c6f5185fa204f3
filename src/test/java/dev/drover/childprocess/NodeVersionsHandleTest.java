package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Handles to children of every Node that Drover supports. */
@ParameterizedClass(name = "Node {0}")
@MethodSource("dev.drover.childprocess.NodeVersions#all")
final class NodeVersionsHandleTest extends SendHandleContract {

    @Parameter String version = "";

    @Override
    String node() {
        return NodeVersions.binary(version).toString();
    }

    @Override
    Serialization serialization() {
        return Serialization.JSON;
    }

    @Test
    @DisplayName("HD-18 a BoundSocket of the child")
    void aBoundSocketOfTheChildIsAServer() throws Exception {
        Assumptions.assumeTrue(version.startsWith("26."), "BoundSocket came with Node 26");
        Path file = Path.of("src/test/node/childprocess/sends-bound-socket.js").toAbsolutePath();
        try (ChildProcess child =
                new PosixBackend()
                        .spawn(
                                node(),
                                List.of(file.toString()),
                                SpawnOptions.DEFAULT.withStdio(
                                        ChildRig.IGNORE,
                                        new Stdio.Inherit(),
                                        new Stdio.Inherit(),
                                        ChildRig.IPC))) {
            CompletableFuture<Handle> came = new CompletableFuture<>();
            child.onMessage((_, handle) -> came.complete(handle));
            try (Handle.Server server = (Handle.Server) ChildRig.await(came)) {
                server.listen(10);
                Handles.connect(address(server)).close();
            }
        }
    }
}
