package dev.drover.app;

import dev.drover.domain.Home;
import dev.drover.domain.ProcessSpec;
import dev.drover.domain.RestartPolicy;
import dev.drover.project.Programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The demo: four real services that ship with Drover. Blocks for file access.
 *
 * @param services what to start
 * @param withoutNode whether the one that needs Node was left out, because there is none
 */
record DemoServices(List<ProcessSpec> services, boolean withoutNode) {

    private static final String NAMESPACE = "demo";
    private static final List<String> FILES =
            List.of("web.js", "chatty.sh", "crashy.sh", "stubborn.sh");

    /**
     * Copies the programs of the demo into a folder and says how they are run.
     *
     * @param home whose supervisor will run them
     */
    static DemoServices prepare(Home home, Path folder, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        for (String file : FILES) {
            try (InputStream in = DemoServices.class.getResourceAsStream("demo/" + file)) {
                Files.copy(
                        Objects.requireNonNull(in, file),
                        folder.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Optional<Path> node = Programs.on(environment.getOrDefault("PATH", "")).find("node");
        List<ProcessSpec> services = new ArrayList<>();
        node.ifPresent(
                program ->
                        services.add(
                                service(home, "web", folder.resolve("web.js"), environment)
                                        .interpreter(program.toString())
                                        .build()));
        services.add(shell(home, "chatty", folder, environment).build());
        services.add(
                shell(home, "crashy", folder, environment)
                        .restart(RestartPolicy.DEFAULT.withDelay(Duration.ofSeconds(2)))
                        .build());
        services.add(shell(home, "stubborn", folder, environment).build());
        return new DemoServices(services, node.isEmpty());
    }

    private static ProcessSpec.Builder shell(
            Home home, String name, Path folder, Map<String, String> environment) {
        return service(home, name, folder.resolve(name + ".sh"), environment)
                .interpreter("/bin/sh");
    }

    private static ProcessSpec.Builder service(
            Home home, String name, Path script, Map<String, String> environment) {
        return ProcessSpec.builder(home.root(), name, script).namespace(NAMESPACE).env(environment);
    }
}
