/**
 * What lasts: the changes of payment methods as they happen, read from the one table that every instance reads, and the
 * callers who stay connected. Nothing runs here while nobody listens, and everything that can pile up is bounded.
 */
@NullMarked
package io.tenderbook.graphql.live;

import org.jspecify.annotations.NullMarked;
