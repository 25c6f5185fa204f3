package dev.drover.domain;

/**
 * What is looked for in lines.
 *
 * @param regex {@code text} is a regular expression of Java, not a text
 * @param matchCase upper and lower case differ
 */
public record LogQuery(String text, boolean regex, boolean matchCase) {}
