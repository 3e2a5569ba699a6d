/** That nothing of one organisation is visible to another, tried with every input that the schema has. */
@NullMarked
package io.tenderbook.tenancy;

import org.jspecify.annotations.NullMarked;
