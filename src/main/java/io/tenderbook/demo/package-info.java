/**
 * What a first start with nothing configured shows: one organisation, its key, and customers with payment methods that
 * were made at the sandbox like a real company's were made at Stripe.
 */
@NullMarked
package io.tenderbook.demo;

import org.jspecify.annotations.NullMarked;
