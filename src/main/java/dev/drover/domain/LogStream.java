package dev.drover.domain;

/** The two output streams of a process. */
public enum LogStream {
    OUT,
    ERR
}
