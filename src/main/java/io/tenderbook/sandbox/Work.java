package io.tenderbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one request reads and changes in its account. It sees its own changes object by object; lists show what was
 * there before. Nothing reaches the store before {@link #commit}. For one thread, under its account's lock.
 */
final class Work {
    private final Store store;
    private final String account;
    private final Clock clock;
    private final Map<String, Store.Change> changes = new LinkedHashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    Work(Store store, String account, Clock clock) {
        this.store = store;
        this.account = account;
        this.clock = clock;
    }

    String account() {
        return account;
    }

    Clock clock() {
        return clock;
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    String fingerprint(String kind, String number) {
        return StripeIds.spell(Hmac.sha256(store.key(), account + "/" + kind + "/" + number), 16);
    }

    /** A digest that can be compared later in this store and tells nothing of the text. */
    String digest(String text) {
        return StripeIds.spell(Hmac.sha256(store.key(), text), 32);
    }

    Optional<Kept> find(Family family, String id) {
        String key = key(id);
        Store.Change changed = changes.get(slot(family.collection(), key));
        String text = changed == null ? store.get(family.collection(), key) : changed.value();
        return Optional.ofNullable(text).map(Kept::parse);
    }

    /** Keeps a new object, and shows it in its family's list. */
    Kept add(Family family, ObjectNode object, ObjectNode inner) {
        Kept kept = new Kept(store.nextSequence(), object, inner);
        put(family, kept);
        list(Listing.all(family), kept);
        return kept;
    }

    void put(Family family, Kept kept) {
        change(family.collection(), key(kept.id()), kept.write());
    }

    void remove(Family family, Kept kept) {
        change(family.collection(), key(kept.id()), null);
        unlist(Listing.all(family), kept);
    }

    void list(Listing listing, Kept kept) {
        change(Store.INDEX, place(listing, kept.sequence()), kept.id());
    }

    void unlist(Listing listing, Kept kept) {
        change(Store.INDEX, place(listing, kept.sequence()), null);
    }

    /** The listing's objects from one sequence to another, both included; from high to low is newest first. */
    Stream<Kept> range(Listing listing, long from, long to) {
        return store.range(Store.INDEX, place(listing, from), place(listing, to))
                .flatMap(entry -> Stream.ofNullable(entry.value()))
                .flatMap(id -> find(listing.family(), id).stream());
    }

    Stream<Kept> newestFirst(Listing listing) {
        return range(listing, Long.MAX_VALUE, 0);
    }

    Stream<Kept> oldestFirst(Listing listing) {
        return range(listing, 0, Long.MAX_VALUE);
    }

    long size(Listing listing) {
        return store.count(Store.INDEX, place(listing, 0), place(listing, Long.MAX_VALUE));
    }

    long pendingDeliveries(String event) {
        return store.startingWith(Store.DELIVERIES, Delivery.prefix(account, event))
                .count();
    }

    /** Sends the event to the endpoint once this work is committed. */
    void deliver(Kept event, Kept endpoint) {
        Delivery delivery = Delivery.first(account, event, endpoint.id(), clock.instant());
        change(Store.DELIVERIES, delivery.key(), delivery.write());
        deliveries.add(delivery);
    }

    /** Forgets every change made so far. */
    void discard() {
        changes.clear();
        deliveries.clear();
    }

    /** Keeps all changes or, if the store fails, none; gives the deliveries that may start now. */
    List<Delivery> commit() {
        store.write(List.copyOf(changes.values()));
        List<Delivery> due = List.copyOf(deliveries);
        discard();
        return due;
    }

    private void change(String map, String key, @Nullable String value) {
        changes.put(slot(map, key), new Store.Change(map, key, value));
    }

    private static String slot(String map, String key) {
        return map + " " + key;
    }

    private String key(String id) {
        return account + "/" + id;
    }

    private String place(Listing listing, long sequence) {
        return String.format("%s/%s/%016x", account, listing.name(), sequence);
    }
}
