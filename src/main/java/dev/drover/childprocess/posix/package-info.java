/**
 * The native backend of {@code childprocess} on Linux: posix_spawn, pidfd, epoll and inotify
 * through the foreign-function API. The only package that may use {@code java.lang.foreign} or
 * suppress "restricted", but for one class of {@code dev.drover.desktop} that calls GLib.
 *
 * <p>Arrows: depends on {@code childprocess}, {@code childprocess.child}, {@code childprocess.ipc}
 * and {@code domain}; found by them as a service.
 */
package dev.drover.childprocess.posix;
