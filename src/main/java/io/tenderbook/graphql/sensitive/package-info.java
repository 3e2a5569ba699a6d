/** What no caller may send us: card numbers and card codes, which only Stripe's own forms may take in. */
@NullMarked
package io.tenderbook.graphql.sensitive;

import org.jspecify.annotations.NullMarked;
