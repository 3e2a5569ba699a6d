/**
 * What stands between the schema and the domain: one fetcher a root field, the fetchers of those fields that are no
 * property of a record, and the batch loaders that let a whole list take one statement.
 */
@NullMarked
package io.tenderbook.graphql.fetcher;

import org.jspecify.annotations.NullMarked;
