/**
 * Payment methods: the use cases that callers ask for, and the projection, the one writer of payment methods, defaults
 * and changes. Mutations, webhooks and repairs all end in it, so that there is one place where order is decided.
 */
@NullMarked
package io.tenderbook.paymentmethod;

import org.jspecify.annotations.NullMarked;
