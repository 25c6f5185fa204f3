package dev.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page docs/client.md shows only what is run. */
class ClientPageTest {

    private static final List<String> TESTS = List.of("ClientExamplesTest", "ClientConnectTest");

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void everyJavaExampleOfThePageIsRunByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (String test : TESTS) {
            Path source = Path.of("src/test/java/dev/drover/app", test + ".java");
            tests.append(withoutBlanks(Files.readString(source)));
        }
        List<String> examples =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("docs/client.md")))
                        .results()
                        .map(MatchResult::group)
                        .map(block -> block.replaceAll("```(java)?", ""))
                        .toList();
        assertThat(examples).hasSizeGreaterThan(9);
        assertThat(examples)
                .allSatisfy(
                        example -> assertThat(tests.toString()).contains(withoutBlanks(example)));
    }
}
