/** What several tests of the window need: sample processes, PNG files of scenes. */
@NullMarked
package dev.drover.ui.testing;

import org.jspecify.annotations.NullMarked;
