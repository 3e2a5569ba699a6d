/**
 * The GraphiQL explorer: a page of ours over its published files, which asks no other host for anything.
 */
@NullMarked
package io.tenderbook.graphql.graphiql;

import org.jspecify.annotations.NullMarked;
