package io.tenderbook.provider;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An address to which a provider delivers events.
 *
 * @param id the provider's
 * @param types the types that are delivered; {@code *} stands for all
 */
public record WebhookEndpoint(String id, URI url, Set<String> types, boolean enabled) {
    /** Those of these types that are not delivered there. */
    public Set<String> missing(Set<String> wanted) {
        return types.contains("*")
                ? Set.of()
                : wanted.stream().filter(type -> !types.contains(type)).collect(Collectors.toCollection(TreeSet::new));
    }
}
