package dev.drover.childprocess;

/** What a command wrote. */
public record ExecResult(Output stdout, Output stderr) {}
