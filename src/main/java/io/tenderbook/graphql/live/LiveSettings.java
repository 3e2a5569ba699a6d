package io.tenderbook.graphql.live;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How subscriptions are served by each instance.
 *
 * @param poll how often the history is asked for changes of other instances, while somebody listens
 * @param access how often it is asked whether those who are connected still may be
 * @param heartbeat how often a silent connection shows that it is alive; one that does not take it is closed
 * @param patience how long a client may take to accept one message, or to say who it is
 * @param perConnection the most operations that run at once on one WebSocket
 * @param perOrganisation the most subscriptions of one organisation at once
 * @param perInstance the most subscriptions at once
 */
@ConfigurationProperties("tenderbook.subscriptions")
public record LiveSettings(
        @Bindable(defaultValue = "500ms") Duration poll,
        @Bindable(defaultValue = "5s") Duration access,
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "10s") Duration patience,
        @Bindable(defaultValue = "100") int perConnection,
        @Bindable(defaultValue = "1000") int perOrganisation,
        @Bindable(defaultValue = "5000") int perInstance) {}
