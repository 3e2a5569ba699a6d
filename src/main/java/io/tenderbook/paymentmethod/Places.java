package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.ConnectorResolver;
import io.tenderbook.customer.ConnectorResolver.Failed;
import io.tenderbook.customer.ConnectorResolver.Mapped;
import io.tenderbook.customer.ConnectorResolver.Unconfirmed;
import io.tenderbook.customer.ConnectorResolver.Unmapped;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderException;
import jakarta.inject.Singleton;

/** Where a mutation that needs a mapping acts: at which connector, and as which customer there. */
@Singleton
final class Places {
    private final ConnectorResolver resolver;
    private final Linking linking;

    Places(ConnectorResolver resolver, Linking linking) {
        this.resolver = resolver;
        this.linking = linking;
    }

    /**
     * A customer at a connector.
     *
     * @param externalId the provider's id of the customer
     * @param mapped whether that is known; otherwise only the caller says so
     */
    record Place(Connector connector, String externalId, boolean mapped) {}

    /** @throws UserErrorException if no place is meant, or more than one may be */
    Place find(Customer customer, ConnectorInput input) {
        return switch (resolver.resolve(customer, input)) {
            case Mapped mapped -> new Place(mapped.connector(), mapped.mapping().externalId(), true);
            case Unconfirmed unconfirmed -> new Place(unconfirmed.connector(), unconfirmed.referenceId(), false);
            case Failed failed -> throw new UserErrorException(failed.error());
            case Unmapped impossible ->
                throw new IllegalStateException(
                        "a mapping was asked for at " + impossible.connector().name());
        };
    }

    /**
     * The place, with the mapping made if only the caller says so yet.
     *
     * @throws UserErrorException if no place is meant, more than one may be, or it cannot be mapped
     * @throws ProviderException if the provider could not be asked whether it has that customer
     */
    Place mapped(Customer customer, ConnectorInput input, Mutation mutation) {
        var place = find(customer, input);
        if (!place.mapped()) {
            linking.link(place.connector(), customer, place.externalId(), mutation);
        }
        return place;
    }
}
