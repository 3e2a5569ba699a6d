package io.tenderbook.webhook;

import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** Sets the worker to work once requests are answered, unless this instance leaves applying to others. */
@Singleton
@Requires(property = "tenderbook.webhooks.apply", notEquals = "false")
final class WorkerStart {
    private final WebhookWorker worker;

    WorkerStart(WebhookWorker worker) {
        this.worker = worker;
    }

    @EventListener
    void start(ServerStartupEvent started) {
        worker.start();
    }
}
