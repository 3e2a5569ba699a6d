package io.tenderbook.webhook;

import io.micronaut.runtime.event.annotation.EventListener;
import io.tenderbook.customer.ExternalCustomerLinked;
import io.tenderbook.platform.Transactions;
import jakarta.inject.Singleton;

/** Lets the events go on that waited for a customer to be linked. */
@Singleton
final class UnmappedEvents {
    private final EventQueue queue;
    private final WebhookWorker worker;
    private final Transactions transactions;

    UnmappedEvents(EventQueue queue, WebhookWorker worker, Transactions transactions) {
        this.queue = queue;
        this.worker = worker;
        this.transactions = transactions;
    }

    @EventListener
    void linked(ExternalCustomerLinked link) {
        if (queue.release(link.connectorId(), link.customerExternalId()) > 0) {
            transactions.afterCommit(worker::wake);
        }
    }
}
