package dev.drover.childprocess;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Handles to children of every Node that Drover supports. */
@ParameterizedClass(name = "Node {0}")
@MethodSource("dev.drover.childprocess.NodeVersionsTest#versions")
final class NodeVersionsHandleTest extends SendHandleContract {

    @Parameter String version = "";

    @Override
    String node() {
        return NodeVersionsTest.binary(version).toString();
    }

    @Override
    Serialization serialization() {
        return Serialization.JSON;
    }
}
