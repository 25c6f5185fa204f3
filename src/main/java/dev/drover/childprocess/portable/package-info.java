/**
 * The backend of {@code childprocess} for every machine without the native one: {@link
 * java.lang.ProcessBuilder}.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code childprocess.child}, {@code childprocess.ipc}
 * and {@code domain}; found by them as a service.
 */
package dev.drover.childprocess.portable;
