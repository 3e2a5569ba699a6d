/**
 * The database of an installation that configured none: a real MariaDB server, started and stopped with the program,
 * whose files stay in the data directory.
 */
@NullMarked
package io.tenderbook.embedded;

import org.jspecify.annotations.NullMarked;
