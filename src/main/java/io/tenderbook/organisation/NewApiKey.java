package io.tenderbook.organisation;

/**
 * A key at the only moment at which it can be shown.
 *
 * @param key what its holder sends
 */
public record NewApiKey(ApiKey apiKey, String key) {
    /** Leaves the key out, so that it reaches no log. */
    @Override
    public String toString() {
        return "NewApiKey[apiKey=" + apiKey + "]";
    }
}
