/**
 * V8's serialization of values in the dialect of Node's {@code advanced} IPC mode: values to bytes
 * and bytes to values. Knows no channel and no framing. Node 18 to 26 read what it writes; it reads
 * what they write, and answers everything else with one exception.
 *
 * <p>Arrows: depends on {@code childprocess.value} only.
 */
package dev.drover.childprocess.ipc.advanced;
