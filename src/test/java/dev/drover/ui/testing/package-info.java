/** What several tests of the window need: sample processes, PNG files of scenes. */
package dev.drover.ui.testing;
