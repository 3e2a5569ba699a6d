/**
 * What admins do: make, change and take back API keys and connectors. Secrets come in by here and are given out once at
 * most; no answer and no stored trace of a request repeats one.
 */
@NullMarked
package io.tenderbook.administration;

import org.jspecify.annotations.NullMarked;
