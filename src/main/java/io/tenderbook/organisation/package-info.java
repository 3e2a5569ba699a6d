/**
 * Who is calling. An organisation is the tenant to which every row belongs; its API keys, each with a role, are kept
 * as keyed hashes alone. Every other room is told the {@code Caller} and scopes its queries to that organisation.
 */
@NullMarked
package io.tenderbook.organisation;

import org.jspecify.annotations.NullMarked;
