/**
 * Callers' idempotency keys: equal requests under one key are carried out once and answered alike for a day. Every
 * mutation goes through {@link io.tenderbook.paymentmethod.idempotency.Idempotency}.
 */
@NullMarked
package io.tenderbook.paymentmethod.idempotency;

import org.jspecify.annotations.NullMarked;
