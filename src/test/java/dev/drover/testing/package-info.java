/** What tests of every part need: temporary folders, and their removal. */
package dev.drover.testing;
