package io.tenderbook.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointListParams;
import io.tenderbook.provider.Connector;
import io.tenderbook.provider.ProviderAnswer;
import io.tenderbook.provider.ProviderCall;
import io.tenderbook.provider.ProviderEndpoints;
import io.tenderbook.provider.WebhookEndpoint;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Stripe's webhook endpoints. */
@Singleton
final class StripeEndpoints implements ProviderEndpoints {
    private static final long MOST = 100;

    private final StripeClients clients;
    private final StripeCaller caller;

    StripeEndpoints(StripeClients clients, StripeCaller caller) {
        this.clients = clients;
        this.caller = caller;
    }

    @Override
    public String provider() {
        return StripePaymentProvider.NAME;
    }

    @Override
    public ProviderAnswer<List<WebhookEndpoint>> list(Connector connector, ProviderCall call) {
        var endpoints = clients.of(connector).v1().webhookEndpoints();
        var params = WebhookEndpointListParams.builder().setLimit(MOST).build();
        return caller.read(
                call,
                json -> StreamSupport.stream(json.path("data").spliterator(), false)
                        .map(StripeEndpoints::endpoint)
                        .toList(),
                options -> endpoints.list(params, options).getLastResponse());
    }

    @Override
    public ProviderAnswer<Made> create(Connector connector, URI url, Set<String> types, ProviderCall call) {
        var endpoints = clients.of(connector).v1().webhookEndpoints();
        var params = WebhookEndpointCreateParams.builder()
                .setUrl(url.toString())
                .setDescription("Tenderbook, connector " + connector.name());
        Arrays.stream(EnabledEvent.values())
                .filter(event -> types.contains(event.getValue()))
                .forEach(params::addEnabledEvent);
        return caller.change(
                call,
                json -> new Made(endpoint(json), json.path("secret").asText()),
                options -> endpoints.create(params.build(), options).getLastResponse());
    }

    @Override
    public void delete(Connector connector, String endpointId, ProviderCall call) {
        var endpoints = clients.of(connector).v1().webhookEndpoints();
        caller.change(
                call,
                json -> json.path("deleted").asBoolean(),
                options -> endpoints.delete(endpointId, options).getLastResponse());
    }

    private static WebhookEndpoint endpoint(JsonNode json) {
        Set<String> types = new HashSet<>();
        json.path("enabled_events").forEach(type -> types.add(type.asText()));
        return new WebhookEndpoint(
                json.path("id").asText(),
                URI.create(json.path("url").asText()),
                types,
                json.path("status").asText().equals("enabled"));
    }
}
