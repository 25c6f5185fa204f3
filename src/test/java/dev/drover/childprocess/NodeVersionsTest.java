package dev.drover.childprocess;

import dev.drover.childprocess.posix.PosixBackend;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The advanced mode with children of every Node that Drover supports, from npm's binary packages.
 * Skipped where they cannot be installed.
 */
@ParameterizedClass(name = "Node {0}")
@MethodSource("dev.drover.childprocess.NodeVersions#all")
final class NodeVersionsTest extends AdvancedIpcContract {

    private static final Backend BACKEND = new PosixBackend();

    @Parameter String version = "";

    @Override
    Backend backend() {
        return BACKEND;
    }

    @Override
    String node() {
        return NodeVersions.binary(version).toString();
    }
}
