package io.tenderbook.graphql.fetcher;

import io.tenderbook.customer.Customer;
import io.tenderbook.customer.UserError;
import io.tenderbook.graphql.MutationPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

record CreateSetupIntentPayload(
        @Nullable SetupIntent setupIntent, @Nullable Customer customer, List<UserError> userErrors)
        implements MutationPayload {}
