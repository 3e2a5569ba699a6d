package io.tenderbook.administration;

import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the connectors of the caller's organisation that a wish speaks of. */
@Singleton
final class KnownConnectors {
    private static final int LONGEST_NAME = 100;

    private final Connectors connectors;

    KnownConnectors(Connectors connectors) {
        this.connectors = connectors;
    }

    Connector connector(Caller caller, String id) {
        return Ids.parse(id).flatMap(parsed -> find(caller, parsed)).orElseThrow(KnownConnectors::notFound);
    }

    Connector connector(Caller caller, UUID id) {
        return find(caller, id).orElseThrow(KnownConnectors::notFound);
    }

    private Optional<Connector> find(Caller caller, UUID id) {
        return Optional.ofNullable(
                connectors.byId(caller.organisationId(), Set.of(id)).get(id));
    }

    static String name(String name) {
        return Wanted.name(name, LONGEST_NAME);
    }

    static UserErrorException notFound() {
        return Wanted.failure(
                UserErrorCode.CONNECTOR_NOT_FOUND,
                "There is no connector with that id in this organisation.",
                "connectorId");
    }

    static UserErrorException nameTaken() {
        return Wanted.failure(
                UserErrorCode.ALREADY_EXISTS,
                "The organisation has another connector whose name differs in nothing but case or accents.",
                "name");
    }
}
