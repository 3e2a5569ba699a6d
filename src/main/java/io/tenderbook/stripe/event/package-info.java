/** One handler for each family of Stripe's events. */
@NullMarked
package io.tenderbook.stripe.event;

import org.jspecify.annotations.NullMarked;
