/** Where the rooms are put together and the program starts. {@code FloorPlanTest} is the map of the rooms. */
@NullMarked
package io.tenderbook;

import org.jspecify.annotations.NullMarked;
