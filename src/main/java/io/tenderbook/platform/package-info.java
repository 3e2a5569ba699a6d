/**
 * What every room needs and none owns: identifiers, the clock, JSON, and the box that keeps secrets. No word of the
 * business is spoken here, and nothing of ours is imported.
 */
@NullMarked
package io.tenderbook.platform;

import org.jspecify.annotations.NullMarked;
