package io.tenderbook.graphql.fetcher;

import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderSetupIntent;

/** The schema's SetupIntent. Like the provider's, it says nothing of its secret when it is printed. */
record SetupIntent(String stripeId, String clientSecret, String status, Connector connector) {
    static SetupIntent of(ProviderSetupIntent intent, Connector connector) {
        return new SetupIntent(intent.id(), intent.clientSecret(), intent.status(), connector);
    }

    @Override
    public String toString() {
        return "SetupIntent[stripeId=" + stripeId + ", status=" + status + "]";
    }
}
