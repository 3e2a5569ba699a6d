package io.tenderbook.provider;

/**
 * A form for a payment method that is to be kept, as a provider describes it.
 *
 * @param clientSecret lets whoever holds it fill in the form: for the customer's browser alone, never kept or logged
 * @param status the provider's word
 */
public record ProviderSetupIntent(String id, String clientSecret, String status) {
    @Override
    public String toString() {
        return "ProviderSetupIntent[id=" + id + ", status=" + status + "]";
    }
}
