package io.tenderbook.provider;

/**
 * A key by which a provider is called.
 *
 * @param livemode whether real money moves with it
 * @param sandbox whether it opens the sandbox of this program rather than the provider's own address
 */
public record ProviderKey(String text, boolean livemode, boolean sandbox) {
    /** Leaves the key out, so that it reaches no log. */
    @Override
    public String toString() {
        return "ProviderKey[livemode=" + livemode + ", sandbox=" + sandbox + "]";
    }
}
