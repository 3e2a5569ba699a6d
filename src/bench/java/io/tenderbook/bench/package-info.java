/**
 * How fast the program is, beside what the machine, the database and the web server allow for the same work: started by
 * {@code mvn -Pbenchmark verify}, and no part of the program or of its tests.
 */
@NullMarked
package io.tenderbook.bench;

import org.jspecify.annotations.NullMarked;
