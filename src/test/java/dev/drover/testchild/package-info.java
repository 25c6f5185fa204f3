/** Programs that tests run as children. */
package dev.drover.testchild;
