package io.tenderbook.paymentmethod;

import io.tenderbook.customer.ConnectorInput;
import io.tenderbook.customer.Customer;
import io.tenderbook.customer.Customers;
import io.tenderbook.customer.UserError;
import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Ids;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.Connectors;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What every mutation checks of its input. All failures are {@link UserErrorException}s. */
@Singleton
final class Inputs {
    /** Stripe limits ids to 5,000 characters; letters, digits and signs of ASCII are all they ever held. */
    private static final Pattern PROVIDER_ID = Pattern.compile("[!-~]{1,5000}");

    private final Customers customers;
    private final Connectors connectors;
    private final PaymentMethodQueries methods;

    Inputs(Customers customers, Connectors connectors, PaymentMethodQueries methods) {
        this.customers = customers;
        this.connectors = connectors;
        this.methods = methods;
    }

    static String providerId(String id, String... field) {
        if (!PROVIDER_ID.matcher(id).matches()) {
            throw new UserErrorException(UserError.invalid(
                    "Send the provider's id: 1 to 5,000 letters, digits and signs of ASCII, with no blanks.", field));
        }
        return id;
    }

    static void connector(ConnectorInput input) {
        if (input.referenceId() != null && !input.referenceId().isBlank()) {
            providerId(input.referenceId(), "connector", "referenceId");
        }
    }

    /** The customer with our id, if it is of the caller's organisation and not deleted. */
    Customer customer(Caller caller, String id) {
        var customer = customerEvenDeleted(caller, id);
        if (customer.deletedAt() != null) {
            throw new UserErrorException(customerNotFound());
        }
        return customer;
    }

    /** The customer with our id, if it is of the caller's organisation. */
    Customer customerEvenDeleted(Caller caller, String id) {
        return Ids.parse(id)
                .flatMap(parsed -> customers.find(caller.organisationId(), parsed))
                .orElseThrow(() -> new UserErrorException(customerNotFound()));
    }

    static UserError customerNotFound() {
        return new UserError(
                UserErrorCode.CUSTOMER_NOT_FOUND,
                "There is no customer with that id in this organisation.",
                List.of("customerId"));
    }

    /** The payment method with our id, if it is of the caller's organisation. */
    PaymentMethod paymentMethod(Caller caller, String id, String field) {
        return Ids.parse(id)
                .map(parsed -> methods.byId(caller.organisationId(), Set.of(parsed)))
                .map(Map::values)
                .flatMap(found -> found.stream().findFirst())
                .orElseThrow(() -> new UserErrorException(paymentMethodNotFound(field)));
    }

    static UserError paymentMethodNotFound(String field) {
        return new UserError(
                UserErrorCode.PAYMENT_METHOD_NOT_FOUND,
                "There is no payment method with that id in this organisation.",
                List.of(field));
    }

    /** The connector of a record, if it may be called. */
    Connector activeConnector(Caller caller, UUID id) {
        Connector connector =
                connectors.byId(caller.organisationId(), Set.of(id)).get(id);
        if (connector == null || !connector.active()) {
            throw new UserErrorException(UserError.of(
                    UserErrorCode.CONNECTOR_NOT_FOUND, "The connector of this payment method is not active."));
        }
        return connector;
    }
}
