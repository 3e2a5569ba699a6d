package io.tenderbook.customer;

import static io.tenderbook.customer.UserErrorCode.CONNECTOR_AMBIGUOUS;
import static io.tenderbook.customer.UserErrorCode.CONNECTOR_MAPPING_NOT_FOUND;
import static io.tenderbook.customer.UserErrorCode.CONNECTOR_NOT_FOUND;
import static io.tenderbook.customer.UserErrorCode.CONNECTOR_REFERENCE_MISMATCH;

import io.tenderbook.platform.ScopedReads;
import io.tenderbook.platform.Transactions;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides which connector a request means from what it names and where the customer is mapped. Only active connectors and
 * active mappings count.
 */
@Singleton
public final class ConnectorResolver {
    private final Connectors connectors;
    private final ConnectorMappings mappings;
    private final ScopedReads<UUID, UUID, Standing> standings;

    ConnectorResolver(Connectors connectors, ConnectorMappings mappings, Transactions transactions) {
        this.connectors = connectors;
        this.mappings = mappings;
        standings = new ScopedReads<>(transactions, this::standings);
    }

    /**
     * Where a customer stands.
     *
     * @param active the active connectors of its organisation
     * @param mapped those of them at which it is mapped
     */
    private record Standing(List<Connector> active, List<Mapped> mapped) {}

    /** What a request means. */
    public sealed interface Resolution {}

    /** The customer is mapped there. */
    public record Mapped(Connector connector, ConnectorMapping mapping) implements Resolution {}

    /** The customer is not mapped there yet; the provider is to confirm the external id first. */
    public record Unconfirmed(Connector connector, String referenceId) implements Resolution {}

    /** The customer is mapped nowhere and the request named no reference to map; the connector is certain all the same. */
    public record Unmapped(Connector connector) implements Resolution {}

    public record Failed(UserError error) implements Resolution {}

    /** For requests that need a mapping; never answers {@link Unmapped}. */
    public Resolution resolve(Customer customer, ConnectorInput input) {
        var standing = standing(customer);
        return resolve(input, standing.active, standing.mapped);
    }

    /** For requests that can do without a mapping: then the connector alone is asked for, and a reference is not confirmed. */
    public Resolution resolveLeniently(Customer customer, ConnectorInput input) {
        var standing = standing(customer);
        List<Connector> active = standing.active;
        if (!standing.mapped.isEmpty()) {
            var strict = resolve(input, active, standing.mapped);
            return strict instanceof Unconfirmed unconfirmed ? new Unmapped(unconfirmed.connector()) : strict;
        }
        String name = blankToNull(input.name());
        if (name != null) {
            Connector named = named(active, name);
            return named == null ? unknown(active) : new Unmapped(named);
        }
        return switch (active.size()) {
            case 0 -> failed(CONNECTOR_NOT_FOUND, "The organisation has no active connector. Create one first.");
            case 1 -> new Unmapped(active.getFirst());
            default ->
                failed(
                        CONNECTOR_AMBIGUOUS,
                        "Several connectors are possible; name one of them in connector.name: " + names(active) + ".");
        };
    }

    private Resolution resolve(ConnectorInput input, List<Connector> active, List<Mapped> mapped) {
        String name = blankToNull(input.name());
        String referenceId = blankToNull(input.referenceId());
        if (name != null) {
            return byName(name, referenceId, active, mapped);
        }
        if (referenceId != null) {
            return mapped.stream()
                    .filter(one -> one.mapping().externalId().equals(referenceId))
                    .<Resolution>map(one -> one)
                    .findFirst()
                    .orElseGet(() -> failed(
                            CONNECTOR_MAPPING_NOT_FOUND,
                            "The customer is not mapped to that reference id. To map it, name the connector too."));
        }
        return switch (mapped.size()) {
            case 0 ->
                failed(
                        CONNECTOR_MAPPING_NOT_FOUND,
                        "The customer is mapped at no connector. Link it first, or send connector with name and"
                                + " referenceId.");
            case 1 -> mapped.getFirst();
            default ->
                failed(
                        CONNECTOR_AMBIGUOUS,
                        "The customer is mapped at several connectors; name one of them in connector.name: "
                                + names(mapped.stream().map(Mapped::connector).toList()) + ".");
        };
    }

    private static Resolution byName(
            String name, @Nullable String referenceId, List<Connector> active, List<Mapped> mapped) {
        Connector connector = named(active, name);
        if (connector == null) {
            return unknown(active);
        }
        var there = mapped.stream()
                .filter(one -> one.connector().id().equals(connector.id()))
                .findFirst();
        if (there.isPresent()) {
            boolean agrees = referenceId == null
                    || referenceId.equals(there.get().mapping().externalId());
            return agrees
                    ? there.get()
                    : failed(
                            CONNECTOR_REFERENCE_MISMATCH,
                            "The customer is mapped at " + connector.name()
                                    + " to another reference id. Leave referenceId out, or unlink the customer first.");
        }
        return referenceId != null
                ? new Unconfirmed(connector, referenceId)
                : failed(
                        CONNECTOR_MAPPING_NOT_FOUND,
                        "The customer is not mapped at " + connector.name()
                                + ". Link it first, or send the referenceId too.");
    }

    private Standing standing(Customer customer) {
        return standings.read(customer.organisationId(), customer.id()).orElseThrow();
    }

    private Map<UUID, Standing> standings(UUID organisationId, Set<UUID> customerIds) {
        List<Connector> active =
                connectors.of(organisationId).stream().filter(Connector::active).toList();
        Map<UUID, List<ConnectorMapping>> byCustomer = mappings.of(organisationId, customerIds).stream()
                .filter(ConnectorMapping::active)
                .collect(Collectors.groupingBy(ConnectorMapping::customerId));
        return customerIds.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        id -> new Standing(active, mapped(active, byCustomer.getOrDefault(id, List.of())))));
    }

    private static List<Mapped> mapped(List<Connector> active, List<ConnectorMapping> mappings) {
        return active.stream()
                .flatMap(connector -> mappings.stream()
                        .filter(mapping -> mapping.connectorId().equals(connector.id()))
                        .map(mapping -> new Mapped(connector, mapping)))
                .toList();
    }

    private static @Nullable Connector named(List<Connector> active, String name) {
        return active.stream()
                .filter(connector -> connector.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private static Failed unknown(List<Connector> active) {
        return failed(
                CONNECTOR_NOT_FOUND,
                "There is no active connector with that name"
                        + (active.isEmpty() ? "." : "; there are: " + names(active) + "."));
    }

    private static String names(List<Connector> connectors) {
        return connectors.stream().map(Connector::name).collect(Collectors.joining(", "));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static Failed failed(UserErrorCode code, String message) {
        return new Failed(UserError.of(code, message));
    }
}
