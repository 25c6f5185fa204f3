/**
 * The immutable vocabulary of Drover: what should run ({@link dev.drover.domain.ProcessSpec}), how
 * it is doing ({@link dev.drover.domain.ProcessStatus}, {@link
 * dev.drover.domain.ProcessDescription}), how it ended ({@link dev.drover.domain.ExitStatus}), why
 * ({@link dev.drover.domain.Cause}) and what just happened ({@link
 * dev.drover.domain.ProcessEvent}).
 *
 * <p>Arrows: everyone may depend on this package; it depends on nothing but the JDK.
 */
package dev.drover.domain;
