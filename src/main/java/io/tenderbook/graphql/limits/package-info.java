/**
 * How much a client may ask for at once. Everything here works on a document alone and reads nothing, so that a request
 * that asks too much costs little.
 */
@NullMarked
package io.tenderbook.graphql.limits;

import org.jspecify.annotations.NullMarked;
