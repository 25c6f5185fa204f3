package dev.drover.export;

import dev.drover.domain.ProcessSpec;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which image a service of this machine may run in. */
final class Images {

    private static final String ANY = "debian:stable-slim";

    private static final Map<String, String> BY_PROGRAM =
            Map.of(
                    "node", "node:lts",
                    "npm", "node:lts",
                    "npx", "node:lts",
                    "bun", "oven/bun:latest",
                    "deno", "denoland/deno:latest",
                    "python", "python:3",
                    "python3", "python:3",
                    "ruby", "ruby:3",
                    "php", "php:8-cli",
                    "java", "eclipse-temurin:25-jre");

    private Images() {}

    /** The official image with the program, or one with a shell. */
    static String guess(ProcessSpec spec) {
        return BY_PROGRAM.getOrDefault(program(spec), ANY);
    }

    /** A program of this machine that the image would have to have at the same place. */
    static Optional<Path> machineProgram(ProcessSpec spec) {
        boolean own = spec.interpreter().equals(ProcessSpec.NO_INTERPRETER);
        Path program = own ? spec.script() : Path.of(spec.interpreter());
        boolean foreign = program.isAbsolute() && !program.startsWith(spec.cwd());
        return foreign ? Optional.of(program) : Optional.empty();
    }

    private static String program(ProcessSpec spec) {
        boolean own = spec.interpreter().equals(ProcessSpec.NO_INTERPRETER);
        String path = own ? spec.script().toString() : spec.interpreter();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
