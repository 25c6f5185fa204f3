/**
 * {@code drover doctor}: what a bug report needs, on one page, with secrets removed. Looks and
 * changes nothing: it starts no supervisor and writes no file.
 *
 * <p>Arrows: depends on {@code client}, {@code daemon} (for the settings of a home), {@code
 * project}, {@code childprocess}, {@code protocol} and {@code domain}; only {@code app} knows it.
 */
package dev.drover.doctor;
