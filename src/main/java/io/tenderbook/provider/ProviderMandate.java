package io.tenderbook.provider;

/**
 * What a payer has allowed: to debit an account through one payment method.
 *
 * @param id the provider's id
 * @param paymentMethodId the provider's id of the payment method
 * @param inactive whether it was revoked or refused; one that is still pending is not inactive
 */
public record ProviderMandate(String id, String paymentMethodId, boolean inactive) {}
