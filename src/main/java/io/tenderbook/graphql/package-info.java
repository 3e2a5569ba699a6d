/**
 * The GraphQL engine and its HTTP edge: one data fetcher for each root field, data loaders for everything that hangs
 * below a list, and one place where surprises become errors without leaking what they were.
 */
@NullMarked
package io.tenderbook.graphql;

import org.jspecify.annotations.NullMarked;
