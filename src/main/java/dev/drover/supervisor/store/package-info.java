/**
 * What the supervisor keeps on disk besides logs: the list of entries ({@link
 * dev.drover.supervisor.store.ListStore}) with what was added since ({@link
 * dev.drover.supervisor.store.DefinitionJournal}), how each entry stands ({@link
 * dev.drover.supervisor.store.RunLedger}) and, in memory, their past runs ({@link
 * dev.drover.supervisor.store.RunRecords}).
 *
 * <p>Arrows: depends on {@code domain} only. The bytes of the list are made by an injected codec.
 */
package dev.drover.supervisor.store;
