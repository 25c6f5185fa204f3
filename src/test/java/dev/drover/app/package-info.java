/** Tests of the whole program: the real window, a real supervisor, real services. */
package dev.drover.app;
