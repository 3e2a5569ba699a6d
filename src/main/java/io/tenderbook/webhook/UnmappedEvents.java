package io.tenderbook.webhook;

import io.micronaut.runtime.event.annotation.EventListener;
import io.tenderbook.customer.ExternalCustomerLinked;
import jakarta.inject.Singleton;

/** Lets the events go on that waited for a customer to be linked. */
@Singleton
final class UnmappedEvents {
    private final EventQueue queue;
    private final WebhookWorker worker;

    UnmappedEvents(EventQueue queue, WebhookWorker worker) {
        this.queue = queue;
        this.worker = worker;
    }

    @EventListener
    void linked(ExternalCustomerLinked link) {
        if (queue.release(link.connectorId(), link.customerExternalId()) > 0) {
            worker.wake();
        }
    }
}
