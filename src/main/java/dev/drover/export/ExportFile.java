package dev.drover.export;

/**
 * A file to be written.
 *
 * @param name without a folder
 * @param text the whole of it, in UTF-8
 * @param secret true: only its owner may read it, and it belongs into no repository
 */
public record ExportFile(String name, String text, boolean secret) {}
