/**
 * The commands of the runnable jar. With no command it serves.
 */
@NullMarked
package io.tenderbook.cli;

import org.jspecify.annotations.NullMarked;
