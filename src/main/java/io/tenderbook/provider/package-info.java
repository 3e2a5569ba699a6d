/**
 * The port to any payment provider, in our own words. A connector is one account there; the port says what we ask of
 * an account and what can go wrong. No provider's vocabulary passes this door.
 */
@NullMarked
package io.tenderbook.provider;

import org.jspecify.annotations.NullMarked;
