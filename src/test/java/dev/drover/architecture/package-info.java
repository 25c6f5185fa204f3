/** The rules that hold the architecture: arrows between packages, who may call what. */
package dev.drover.architecture;
