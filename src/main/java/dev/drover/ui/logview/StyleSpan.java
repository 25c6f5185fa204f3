package dev.drover.ui.logview;

/** A stretch of a line, {@code start} to before {@code end} in characters, that is not plain. */
record StyleSpan(int start, int end, SgrStyle style) {}
