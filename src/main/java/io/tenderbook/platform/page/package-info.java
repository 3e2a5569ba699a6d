/**
 * Lists that are read a page at a time, forwards and backwards, by the place of the last row seen rather than by counting:
 * rows that come or go meanwhile make no page skip or repeat another row.
 */
@NullMarked
package io.tenderbook.platform.page;

import org.jspecify.annotations.NullMarked;
